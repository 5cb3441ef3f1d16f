"""Tests of plumbing, words."""
