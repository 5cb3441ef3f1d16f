"""The database: one session per request, one writer at a time on SQLite."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from plumbing.database.engines import engine_for, for_reading
from plumbing.database.snapshot import Read, SnapshotCache

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
READING_VIEWS: set[Callable[..., Any]] = set()
View = TypeVar("View", bound=Callable[..., Any])
LONGEST_SCRUB = 0.5
"""Seconds that cleaning up waits for readers of what is gone."""


class Database:
    """Engine and sessions of the application that is running."""

    def init_app(self, app: Flask) -> None:
        engine = app.extensions["engine"] = engine_for(app.config["DATABASE_URL"])
        app.extensions["reading"] = for_reading(engine)
        app.extensions["writing"] = engine.execution_options(write=True)
        app.extensions["snapshots"] = SnapshotCache()
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

    def cached(self, key: Hashable, read: Callable[[], Read]) -> Read:
        """The cached value of this key, if nobody committed anything since; else `read` anew."""
        if self.session.info["write"]:
            return read()
        snapshots: SnapshotCache = current_app.extensions["snapshots"]
        return snapshots.get(self.session, key, read)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A short transaction, committed at the end; that of the request is ended first."""
        if (current := g.get("session")) is not None:
            _let_go(current)
        with self._new(write=True) as session, session.begin():
            yield session

    def only_read(self) -> None:
        """Ends what this request was writing, so that an error page holds no lock."""
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
