"""Tests of communities, signing in."""
