"""Talk about a proposal: contributions, both sides, the door, and moderation."""
