"""Tests of decisions, counting."""
