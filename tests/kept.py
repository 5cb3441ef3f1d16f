"""What a story left in the database, kept to be put back where it would be told again."""

import sqlite3
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import count
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.util import identity_key

from plumbing.database import Base

Told = TypeVar("Told")
PutBack = Callable[[], None]
NUMBERS = count(1)
TABLES = tuple(table.name for table in reversed(Base.metadata.sorted_tables))
FIRST_NUMBERS = """
SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
LAST_NUMBERS = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


@dataclass(frozen=True)
class Row:
    """Stands for a row in what a story gave back."""

    kind: type[Base]
    key: tuple[Any, ...]


_stories: dict[tuple[Engine, Hashable], tuple[PutBack, Any]] = {}


def told(session: Session, key: Hashable, story: Callable[[], Told]) -> Told:
    """Tell a story that starts on an empty database; from the second time on put it back."""
    engine = cast(Engine, session.get_bind())
    if (engine, key) not in _stories:
        given = story()
        session.commit()
        _stories[engine, key] = keep(engine), _without_rows(given)
        return given
    put_back, given = _stories[engine, key]
    session.commit()
    put_back()
    return cast(Told, _with_rows(session, given))


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
        filled = [
            name
            for name in TABLES
            if connection.exec_driver_sql(f'SELECT EXISTS (SELECT FROM "{name}")').scalar_one()
        ]
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        for name in filled:
            connection.exec_driver_sql(f'CREATE TABLE {schema}."{name}" AS TABLE "{name}"')
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
        return Row(type(given), tuple(inspect(given).identity or ()))
    if isinstance(given, dict):
        return {name: _without_rows(value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return type(given)(map(_without_rows, given))
    if is_dataclass(given) and not isinstance(given, type):
        return replace(
            given, **{each.name: _without_rows(getattr(given, each.name)) for each in fields(given)}
        )
    return given


def _with_rows(session: Session, given: Any) -> Any:
    if isinstance(given, Row):
        return _row(session, given)
    if isinstance(given, dict):
        return {name: _with_rows(session, value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return type(given)(_with_rows(session, value) for value in given)
    if is_dataclass(given) and not isinstance(given, type):
        return replace(
            given,
            **{each.name: _with_rows(session, getattr(given, each.name)) for each in fields(given)},
        )
    return given


def _row(session: Session, given: Row) -> Base:
    """As after a commit: read when somebody asks for it."""
    known = session.identity_map.get(identity_key(given.kind, given.key))
    if known is not None:
        return known
    names = (str(column.key) for column in inspect(given.kind).primary_key)
    row = given.kind(**dict(zip(names, given.key, strict=True)))
    make_transient_to_detached(row)
    session.add(row)
    return row
