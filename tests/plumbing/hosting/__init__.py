"""Tests of plumbing, hosting."""
