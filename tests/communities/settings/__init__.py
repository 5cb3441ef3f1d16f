"""Tests of communities, settings."""
