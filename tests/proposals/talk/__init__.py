"""Tests of proposals, talk."""
