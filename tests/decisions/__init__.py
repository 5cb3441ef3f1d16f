"""Deciding, from preparing to the log."""
