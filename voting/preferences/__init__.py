"""Preferences: ballots in order, stages, transfers and pairs."""
