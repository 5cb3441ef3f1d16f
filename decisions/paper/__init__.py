"""Paper ballots: numbered, handed out and in, and read by two people."""
