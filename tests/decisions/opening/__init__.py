"""Tests of decisions, opening."""
