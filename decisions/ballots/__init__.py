"""Ballots: the form, the box they go into, and what a voter sees of herself."""
