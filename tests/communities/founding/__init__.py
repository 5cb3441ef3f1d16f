"""Tests of communities, founding."""
