"""Tests of decisions, methods."""
