"""Budgets: costs and points, greedy filling, equal shares."""
