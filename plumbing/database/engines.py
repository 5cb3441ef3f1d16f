"""Engines: SQLite with one writer at a time, PostgreSQL with a pool."""

import random
import sqlite3
import time
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from plumbing.database.snapshot import Watcher

LONGEST_WAIT = 15.0
"""Seconds a writer waits for its turn before the person is asked to try again."""
SURELY_THERE = 1.0
"""Seconds that a connection to PostgreSQL is trusted after its last use."""


def engine_for(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL with the habits this house relies on."""
    if url.startswith("sqlite"):
        return _sqlite_engine(url)
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return _postgresql_engine(url)


def for_reading(engine: Engine) -> Engine:
    # PostgreSQL shows each question what is committed by then, in a transaction or without.
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine


def _postgresql_engine(url: str) -> Engine:
    # To plan a question takes longer than to answer it, so each connection plans it once, and those
    # that did are the first to be asked again.
    engine = create_engine(
        url,
        connect_args={"options": "-c plan_cache_mode=force_generic_plan", "prepare_threshold": 2},
        pool_size=16,
        max_overflow=16,
        pool_use_lifo=True,
    )
    dialect = engine.dialect

    @event.listens_for(engine, "checkout")
    def _ask(connection: DBAPIConnection, entry: ConnectionPoolEntry, _: Any) -> None:
        # Asking costs as much as any question, so not about one that answered just now.
        if time.monotonic() - entry.info.get("answered", 0.0) < SURELY_THERE:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    @event.listens_for(engine, "checkin")
    def _note(_: Any, entry: ConnectionPoolEntry) -> None:
        entry.info["answered"] = time.monotonic()

    return engine


def _sqlite_engine(url: str) -> Engine:
    # A busy_timeout would block every request of the worker, so waiting happens in _begin.
    engine = create_engine(
        url,
        connect_args={"isolation_level": None, "timeout": 0, "check_same_thread": False},
        pool_size=64,
        max_overflow=192,
    )
    writer, watcher = Lock(), Watcher(engine)

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA cache_size=-8000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("write"):
            watcher.note(connection)
            _patiently(connection, "BEGIN")
            return
        if not writer.acquire(timeout=LONGEST_WAIT):
            raise TimeoutError("The database was busy for too long.")
        connection.info["writer"] = True
        _patiently(connection, "BEGIN IMMEDIATE")

    # Only when the connection is back in the pool is the transaction surely over.
    def _let_go(_: Any, entry: ConnectionPoolEntry) -> None:
        if entry.info.pop("writer", None):
            writer.release()

    event.listen(engine, "checkin", _let_go)
    event.listen(engine, "invalidate", lambda connection, entry, _: _let_go(connection, entry))
    return engine


def _patiently(connection: Connection, statement: str) -> None:
    give_up = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            connection.exec_driver_sql(statement)
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
            if time.monotonic() > give_up:
                raise TimeoutError("The database was busy for too long.") from error
            time.sleep(random.uniform(0.001, 0.008))
        else:
            return
