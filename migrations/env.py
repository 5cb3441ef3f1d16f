"""Runs a migration in one transaction on the application's own engine."""

from alembic import context
from plumbing.database.base import Base
from sqlalchemy import Engine

engine: Engine = context.config.attributes["engine"]

if engine.dialect.name == "sqlite":
    # Kept in the file from here on; it cannot be set within a transaction.
    raw = engine.raw_connection()
    raw.execute("PRAGMA journal_mode=WAL")
    raw.close()

with engine.execution_options(write=True).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
