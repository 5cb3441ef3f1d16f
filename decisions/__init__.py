"""Deciding: a decision from opening to record, its roll, its ballots, whom it did not hear."""
