"""The database: one session per request, one writer at a time on SQLite."""

import random
import sqlite3
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry

from plumbing.database.snapshot import Read, Unchanged, Watcher

CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
READING_VIEWS: set[Callable[..., Any]] = set()
View = TypeVar("View", bound=Callable[..., Any])
LONGEST_WAIT = 15.0
"""Seconds a writer waits for its turn before the person is asked to try again."""
SURELY_THERE = 1.0
"""Seconds that a connection to PostgreSQL is trusted after its last use."""
LONGEST_SCRUB = 0.5
"""Seconds that cleaning up waits for readers of what is gone."""


class Base(DeclarativeBase):
    """Every table of the house."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


class Database:
    """Engine and sessions of the application that is running."""

    def init_app(self, app: Flask) -> None:
        engine = app.extensions["engine"] = engine_for(app.config["DATABASE_URL"])
        app.extensions["reading"] = _for_reading(engine)
        app.extensions["writing"] = engine.execution_options(write=True)
        app.extensions["unchanged"] = Unchanged()
        app.teardown_appcontext(self._close)

    @property
    def engine(self) -> Engine:
        engine: Engine = current_app.extensions["engine"]
        return engine

    @property
    def session(self) -> Session:
        """This request's session: reading on GET, else writing from its first statement."""
        session: Session | None = g.get("session")
        if session is None:
            session = g.session = self._new(write=not _is_reading())
        return session

    def turn_to_writing(self) -> Session:
        """The request's session, that only read so far: what follows it writes, and commits."""
        session = self.session
        if not session.info["write"]:
            _let_go(session)
            session.bind = current_app.extensions["writing"]
            session.info["write"] = True
        return session

    def recall(self, key: Hashable, read: Callable[[], Read]) -> Read:
        """What was read under this key a moment ago, if nobody has written anything since."""
        if self.session.info["write"]:
            return read()
        unchanged: Unchanged = current_app.extensions["unchanged"]
        return unchanged.recall(self.session, key, read)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A short transaction of its own, committed at the end; the request's own is let go."""
        if (current := g.get("session")) is not None:
            _let_go(current)
        with self._new(write=True) as session, session.begin():
            yield session

    def only_read(self) -> None:
        """Let go of what this request was writing: a page about an error waits for nobody."""
        self._close(None)
        g.session = self._new(write=False)

    def scrub(self, *tables: str) -> bool:
        """Leave nothing of these tables' deleted rows in the files of the database.

        False where somebody was still reading what was there before: then it must be done again.
        """
        with self.engine.connect() as connection:
            raw = connection.execution_options(isolation_level="AUTOCOMMIT")
            if self.engine.dialect.name == "postgresql":
                raw.exec_driver_sql(f"VACUUM {', '.join(tables)}")
                return True
            give_up = time.monotonic() + LONGEST_SCRUB
            while raw.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one():
                if time.monotonic() > give_up:
                    return False
                time.sleep(0.01)
            return True

    def _new(self, *, write: bool) -> Session:
        bind = current_app.extensions["writing" if write else "reading"]
        return Session(bind, expire_on_commit=False, info={"write": write})

    def _close(self, _: BaseException | None) -> None:
        session: Session | None = g.pop("session", None)
        if session is not None:
            session.close()


db = Database()


def reads_first(view: View) -> View:
    """This view reads at first whatever its method; it turns to writing for as short as can be."""
    READING_VIEWS.add(view)
    return view


def _is_reading() -> bool:
    if not has_request_context():
        return False
    if request.method in READING_METHODS:
        return True
    return current_app.view_functions.get(request.endpoint or "") in READING_VIEWS


def _let_go(session: Session) -> None:
    # Unlike a rollback, the end of a reading leaves what was read as it is.
    if session.info["write"]:
        session.rollback()
    else:
        session.commit()


def has_one_writer(connection: Connection | Engine) -> bool:
    """Does a writing transaction on SQLite keep every other waiting, so that no row needs to?"""
    return connection.dialect.name == "sqlite"


def lock(session: Session, row: Base, *attributes: str) -> None:
    """Keep a row for this transaction and read it (or only these attributes) as it is now.

    What was changed before is written first; a plain refresh would throw it away.
    """
    session.flush()
    session.refresh(row, attribute_names=attributes or None, with_for_update=True)


def engine_for(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL with the habits this house relies on."""
    if url.startswith("sqlite"):
        return _sqlite_engine(url)
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return _postgresql_engine(url)


def _for_reading(engine: Engine) -> Engine:
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
