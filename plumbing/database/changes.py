"""Changes: has anybody written to the database, in this process or in another?"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Protocol

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

TICK = 0.25
"""Seconds between two looks; a look costs microseconds, and happens only while somebody listens."""
TOGETHER = 0.1
"""Seconds in which what Redis says counts as one change."""
CHANNEL = "gehoord:changed"

HasChanged = Callable[[], bool]
"""Waits a moment at most; was anything written since the last time?"""


class Changes(Protocol):
    """Tells whether the database changed since one last asked."""

    def told(self) -> AbstractContextManager[HasChanged]: ...


def changes_of(app: Flask) -> Changes:
    """`Changes` by Redis where machines share one, else by the database itself."""
    if url := app.config["REDIS_URL"]:
        return InRedis(app, url)
    engine: Engine = app.extensions["engine"]
    return InPostgresql(engine) if engine.dialect.name == "postgresql" else InSqlite(engine)


class InSqlite:
    """A connection that never writes sees a number change whenever another one did."""

    def __init__(self, engine: Engine) -> None:
        self._path = str(engine.url.database)

    @contextmanager
    def told(self) -> Iterator[HasChanged]:
        connection = sqlite3.connect(
            self._path, timeout=0, isolation_level=None, check_same_thread=False
        )
        with closing(connection):
            version = "PRAGMA data_version"
            yield _differs(lambda: connection.execute(version).fetchone())


class InPostgresql:
    """The snapshot differs as soon as somebody has written. NOTIFY would make writers queue."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def told(self) -> Iterator[HasChanged]:
        asking = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with asking.connect() as connection:
            snapshot = "SELECT pg_current_snapshot()::text"
            yield _differs(lambda: connection.exec_driver_sql(snapshot).scalar_one())


class InRedis:
    """Who commits says so to everybody; the message is empty."""

    def __init__(self, app: Flask, url: str) -> None:
        # Most houses have none, and it takes a while to import.
        from redis import Redis, RedisError

        self._app, self._failed = app, RedisError
        self._redis = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        event.listen(Session, "after_commit", self._tell)

    @contextmanager
    def told(self) -> Iterator[HasChanged]:
        heard = self._redis.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
        with heard:
            heard.subscribe(CHANNEL)

            def has_changed() -> bool:
                if heard.get_message(timeout=TICK) is None:
                    return False
                time.sleep(TOGETHER)
                while heard.get_message() is not None:
                    pass
                return True

            yield has_changed

    def _tell(self, session: Session) -> None:
        if session.bind is not self._app.extensions["writing"]:
            return
        try:
            self._redis.publish(CHANNEL, "")
        except self._failed:
            # What was written is written; who looks finds it a few seconds later.
            self._app.logger.warning("Redis did not hear of a change.")


def _differs(look: Callable[[], object]) -> HasChanged:
    before = look()

    def has_changed() -> bool:
        nonlocal before
        time.sleep(TICK)
        now = look()
        changed, before = now != before, now
        return changed

    return has_changed
