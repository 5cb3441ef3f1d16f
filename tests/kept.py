"""What a story left in the database, kept to be put back where it would be told again.

With `GEHOORD_FRESH=1` every story is told each time anew: if a test passes then and not without,
something that was put back differs from what is told.
"""

import os
import sqlite3
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from itertools import count
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.util import identity_key

from plumbing.database.base import Base
from plumbing.values import Struct

Told = TypeVar("Told")
PutBack = Callable[[], None]
FRESH = os.environ.get("GEHOORD_FRESH") == "1"
NUMBERS = count(1)
TABLES = tuple(table.name for table in reversed(Base.metadata.sorted_tables))
FILLED = " UNION ALL ".join(
    f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in TABLES
)
FIRST_NUMBERS = """
SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
LAST_NUMBERS = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


@dataclass(frozen=True)
class StoredRow:
    """Stands for a row in what a story gave back."""

    kind: type[Base]
    key: tuple[Any, ...]


@dataclass(frozen=True)
class LastStory:
    """Which story was last put into a database, and its state right after."""

    key: Hashable
    state: object


EMPTY = "empty"
_stories: dict[tuple[Engine, Hashable], tuple[PutBack, Any]] = {}
_heard: set[tuple[Engine, Hashable]] = set()
_standing: dict[Engine, LastStory] = {}
_lookers: dict[Engine, sqlite3.Connection] = {}


def begin_empty(engine: Engine) -> None:
    """The database as it was when this was first asked."""
    if (engine, EMPTY) not in _stories:
        _stories[engine, EMPTY] = keep(engine), None
    _stories[engine, EMPTY][0]()
    _standing[engine] = LastStory(EMPTY, _state(engine))


def told(
    session: Session, key: Hashable, story: Callable[[], Told], *, after: Hashable = EMPTY
) -> Told:
    """What a story left behind: told twice, and from then on put back.

    Where anything was written after the story before it, it is told as if never heard. To keep
    what is told only once would cost more than it spares.
    """
    engine = cast(Engine, session.get_bind())
    session.commit()
    if FRESH or _standing.get(engine) != LastStory(after, _state(engine)):
        return story()
    if (engine, key) in _stories:
        put_back, kept = _stories[engine, key]
        put_back()
        given = cast(Told, _with_rows(session, kept))
    else:
        given = story()
        session.commit()
        if (engine, key) in _heard:
            _stories[engine, key] = keep(engine), _without_rows(given)
        _heard.add((engine, key))
    _standing[engine] = LastStory(key, _state(engine))
    return given


def _state(engine: Engine) -> object:
    """Equal as long as nobody, in any process, commits anything."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            return connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one()
    if engine not in _lookers:
        looker = _lookers[engine] = sqlite3.connect(str(engine.url.database), isolation_level=None)
        event.listen(engine, "engine_disposed", lambda _: looker.close())
    return _lookers[engine].execute("PRAGMA data_version").fetchone()


def keep(engine: Engine) -> PutBack:
    """How to make the database what it is now, whatever will have happened."""
    return (_keep_rows if engine.dialect.name == "postgresql" else _keep_pages)(engine)


def _keep_pages(engine: Engine) -> PutBack:
    path = str(engine.url.database)
    kept = sqlite3.connect(":memory:")
    event.listen(engine, "engine_disposed", lambda _: kept.close())
    with closing(sqlite3.connect(path)) as used:
        used.backup(kept)

    def put_back() -> None:
        with closing(sqlite3.connect(path)) as used:
            kept.backup(used)

    return put_back


def _keep_rows(engine: Engine) -> PutBack:
    """Triggers and foreign keys look away while the rows are put back."""
    schema = f"kept_{next(NUMBERS)}"
    with engine.begin() as connection:
        filled = connection.exec_driver_sql(FILLED).scalars().all()
        copies = (f'CREATE TABLE {schema}."{name}" AS TABLE "{name}"' for name in filled)
        connection.exec_driver_sql("; ".join((f"CREATE SCHEMA {schema}", *copies)))
        numbers = connection.exec_driver_sql(LAST_NUMBERS).all()
    steps = "; ".join(
        (
            "SET LOCAL session_replication_role = replica",
            *(f'DELETE FROM "{name}"' for name in TABLES),
            *(f'INSERT INTO "{name}" SELECT * FROM {schema}."{name}"' for name in filled),
            FIRST_NUMBERS,
            *(f"SELECT setval('\"{name}\"', {last})" for name, last in numbers),
        )
    )

    def put_back() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(steps)

    return put_back


def _without_rows(given: Any) -> Any:
    if isinstance(given, Base):
        return StoredRow(type(given), tuple(inspect(given).identity or ()))
    if isinstance(given, dict):
        return {name: _without_rows(value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return type(given)(map(_without_rows, given))
    if names := _parts(given):
        return type(given)(**{name: _without_rows(getattr(given, name)) for name in names})
    return given


def _with_rows(session: Session, given: Any) -> Any:
    if isinstance(given, StoredRow):
        return _row(session, given)
    if isinstance(given, dict):
        return {name: _with_rows(session, value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return type(given)(_with_rows(session, value) for value in given)
    if names := _parts(given):
        return type(given)(**{name: _with_rows(session, getattr(given, name)) for name in names})
    return given


def _parts(given: Any) -> tuple[str, ...]:
    if isinstance(given, Struct):
        return given.__struct_fields__
    if is_dataclass(given) and not isinstance(given, type):
        return tuple(each.name for each in fields(given))
    return ()


def _row(session: Session, given: StoredRow) -> Base:
    """As after a commit: read when somebody asks for it."""
    known = session.identity_map.get(identity_key(given.kind, given.key))
    if known is not None:
        return known
    names = (str(column.key) for column in inspect(given.kind).primary_key)
    row = given.kind(**dict(zip(names, given.key, strict=True)))
    make_transient_to_detached(row)
    session.add(row)
    return row
