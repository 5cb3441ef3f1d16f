"""Whom do we not hear, checked."""
