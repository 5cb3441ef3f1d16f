"""The neighbourhood shown on first start, checked."""
