"""Tests of proposals, page."""
