"""Founding a community, and the first steps in it."""
