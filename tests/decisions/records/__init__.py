"""Tests of decisions, records."""
