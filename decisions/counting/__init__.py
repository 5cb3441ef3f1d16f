"""Counting: closing, sealing, the tally, lots, and which result may be shown."""
