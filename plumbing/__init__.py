"""Pipes: database session, live updates, jobs, mail, htmx. Knows nothing of decisions."""
