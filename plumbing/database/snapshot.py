"""Snapshot cache: what was read stays valid for as long as nobody writes to the database."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, String, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from plumbing.clock import now
from plumbing.values import Struct

Read = TypeVar("Read")
MOST_KEPT = 256
OLDEST = timedelta(seconds=1)
"""By the clock, as some of what is shown comes with time alone."""
STAMP = "stamp"


class Snapshot(FunctionElement[str]):
    """The state of the database that a query sees, as a column beside its rows."""

    type: TypeEngine[str] = String()
    inherit_cache = True


@compiles(Snapshot)
def _unknown(_element: Snapshot, _compiler: SQLCompiler, **_: Any) -> str:
    return "NULL"


@compiles(Snapshot, "postgresql")
def _snapshot(_element: Snapshot, _compiler: SQLCompiler, **_: Any) -> str:
    return "pg_current_snapshot()::text"


def note_snapshot(session: Session, snapshot: str | None) -> None:
    """Spare the next look into the cache a query; what it reads comes after this."""
    if snapshot is not None:
        session.info[STAMP] = snapshot


class CachedAnswer(Struct, frozen=True):
    """A value, and the state of the database from which it was read."""

    stamp: object
    at: datetime
    answer: Any


class SnapshotCache:
    """The cache of one process: each value with the state of the database it belongs to."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, CachedAnswer] = OrderedDict()

    def get(self, session: Session, key: Hashable, read: Callable[[], Read]) -> Read:
        """The value under this key, else what `read` returns, with the state seen before."""
        stamp, at = _stamp(session), now()
        kept = self._kept.get(key)
        if kept is None or kept.stamp != stamp or not timedelta() <= at - kept.at < OLDEST:
            kept = self._kept[key] = CachedAnswer(stamp, at, read())
            self._kept.move_to_end(key)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        answer: Read = kept.answer
        return answer


def _stamp(session: Session) -> object:
    """Equal stamps mean that nobody committed anything in between."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        return connection.info[STAMP]
    if STAMP not in session.info:
        snapshot = "SELECT pg_current_snapshot()::text"
        session.info[STAMP] = connection.exec_driver_sql(snapshot).scalar_one()
    return session.info[STAMP]


class Watcher:
    """A connection to SQLite that never writes, and so sees whenever another did."""

    def __init__(self, engine: Engine) -> None:
        self._path = str(engine.url.database)
        self._connection: sqlite3.Connection | None = None
        event.listen(engine, "engine_disposed", self._close)

    def note(self, connection: Connection) -> None:
        """Say which state a transaction that is about to begin will at least see."""
        if self._connection is None:
            self._connection = sqlite3.connect(
                self._path, timeout=0, isolation_level=None, check_same_thread=False
            )
        connection.info[STAMP] = self._connection.execute("PRAGMA data_version").fetchone()

    def _close(self, _: Engine) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
