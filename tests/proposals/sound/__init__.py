"""Tests of proposals, sound."""
