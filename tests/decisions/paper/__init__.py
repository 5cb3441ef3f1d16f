"""Tests of decisions, paper."""
