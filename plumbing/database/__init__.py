"""Database: the session, one writer on SQLite, the pool of PostgreSQL, columns."""
