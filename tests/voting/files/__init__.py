"""Tests of voting, files."""
