"""Who belongs, checked."""
