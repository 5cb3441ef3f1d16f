"""Tests of proposals, writing."""
