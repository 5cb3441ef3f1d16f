"""Opening a decision: its form, its review, its roll, what is frozen, and what follows on it."""
