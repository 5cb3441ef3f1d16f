"""Hearing: who was heard, judged when, and kept as what. Knows no viewer."""
