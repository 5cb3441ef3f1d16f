"""Set-up: from a fresh checkout to something that runs, with nothing but Python's own library."""
