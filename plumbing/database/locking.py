"""Locking a row until the transaction ends, where more than one may write."""

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from plumbing.database.base import Base


def has_one_writer(connection: Connection | Engine) -> bool:
    """Does a writing transaction on SQLite keep every other waiting, so that no row needs to?"""
    return connection.dialect.name == "sqlite"


def lock(session: Session, row: Base, *attributes: str) -> None:
    """Keep a row for this transaction and read it (or only these attributes) as it is now.

    What was changed before is written first; a plain refresh would throw it away.
    """
    session.flush()
    session.refresh(row, attribute_names=attributes or None, with_for_update=True)
