"""Tests of plumbing, database."""
