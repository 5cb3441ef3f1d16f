"""Records: outcome, record, review, changed rules, and tasks."""
