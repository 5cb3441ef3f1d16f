"""Tests of plumbing, drawing."""
