"""Readiness to decide: talked about, wanted, asked fairly, or begun at once."""
