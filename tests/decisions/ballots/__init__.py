"""Tests of decisions, ballots."""
