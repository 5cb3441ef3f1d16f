"""The page of a proposal, and what is done from it."""
