"""What the house promises, checked."""
