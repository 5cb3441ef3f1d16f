"""Settings of a community: its words, its places, how one comes in."""
