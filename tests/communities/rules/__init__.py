"""Tests of communities, rules."""
