"""Tests of communities, joining."""
