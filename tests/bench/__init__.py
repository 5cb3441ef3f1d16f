"""`make bench`: what the house can do, beside the least that the same parts can do."""
