"""Sent twice, by a second tap or because the response got lost, is taken once."""

from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from plumbing.clock import now
from plumbing.database.base import Base
from plumbing.database.locking import lock

A_WHILE = timedelta(minutes=10)

Row = TypeVar("Row", bound=Base)


def sent_before(session: Session, by: Base, rows: type[Row], /, **same: object) -> Row | None:
    """The newest row of the last minutes with these values, or None; locks `by` meanwhile."""
    lock(session, by, "id")
    created_at, row_id = rows.created_at, rows.id  # type: ignore[attr-defined]
    return session.scalar(
        select(rows)
        .filter_by(**same)
        .where(created_at > now() - A_WHILE)
        .order_by(row_id.desc())
        .limit(1)
    )


def taken_once(session: Session, by: Base, rows: type[Row], /, **same: object) -> Row:
    """The row that was sent before, or else a new one with these values."""
    before = sent_before(session, by, rows, **same)
    if before is not None:
        return before
    row = rows(**same, created_at=now())
    session.add(row)
    session.flush()
    return row
