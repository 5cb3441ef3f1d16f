"""Writing a proposal: its text, its versions, whom it touches, and taking it off the table."""
