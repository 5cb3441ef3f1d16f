"""Tests of decisions, panel."""
