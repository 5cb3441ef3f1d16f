"""The pipes, checked."""
