"""Tests of communities, members."""
