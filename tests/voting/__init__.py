"""Elections small enough to count by hand."""
