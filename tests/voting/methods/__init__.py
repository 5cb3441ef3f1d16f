"""Tests of voting, methods."""
