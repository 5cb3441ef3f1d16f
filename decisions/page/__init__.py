"""The page of a decision, what is done from it, and the register."""
