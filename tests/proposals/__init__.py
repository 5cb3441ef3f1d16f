"""What is on the table: writing, talking and getting ready, as members do it."""
