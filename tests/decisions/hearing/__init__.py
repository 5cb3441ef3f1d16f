"""Tests of decisions, hearing."""
