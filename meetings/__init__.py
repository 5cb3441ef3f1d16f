"""The room on the night: quick question, screens, and all that a meeting needs."""
