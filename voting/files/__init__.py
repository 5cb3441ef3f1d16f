"""Files with ballots: our own, and those of other programs."""
