"""Sound: recordings, judged and made into one kind that every phone plays."""
