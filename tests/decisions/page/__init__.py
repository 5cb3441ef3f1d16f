"""Tests of decisions, page."""
