"""Column types that mean the same on SQLite and on PostgreSQL, and the clock for a query."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from flask import has_app_context
from flask_babel import gettext
from sqlalchemy import (
    BindParameter,
    Date,
    DateTime,
    Dialect,
    Enum,
    String,
    TypeDecorator,
    bindparam,
)

from plumbing.clock import now


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; a moment without a time zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Name(TypeDecorator[str]):
    """A person's name; where she took it along, what is read is that somebody left."""

    impl = String(120)
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value == "" and has_app_context():
            return gettext("iemand die weg is")
        return value


def word(kind: type[StrEnum]) -> Any:
    """Store a word out of a fixed list as itself, checked by the database."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
    )


def this_moment() -> BindParameter[datetime]:
    """When a query runs, however long ago it was put together."""
    return bindparam("now", callable_=now, type_=Moment, unique=True)


def today() -> BindParameter[date]:
    """The day on which a query runs, however long ago it was put together."""
    return bindparam("today", callable_=lambda: now().date(), type_=Date, unique=True)
