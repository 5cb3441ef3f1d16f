"""Methods of deciding, explained, advised, shown by example and played with."""
