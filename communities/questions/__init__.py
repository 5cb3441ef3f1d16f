"""Questions a community asks its members, and what they declare."""
