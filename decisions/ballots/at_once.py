"""A ballot put in as one question, where all is still as it was read a moment ago."""

from collections.abc import Callable
from functools import cache
from typing import Any

from plumbing.database.locking import has_one_writer
from sqlalchemy import ColumnElement, Select, bindparam, exists, func, literal, select
from sqlalchemy.dialects.sqlite import insert as into_sqlite
from sqlalchemy.orm import Session

from communities.models import Membership, Role
from decisions.ballots.box import LIES_UNDER, TABLES, BallotPlace, Marks, its, laid_down, where

Steps = tuple[Any, Any, Any]
"""Taking part, the ballot itself, and the form it came with; each writes one row or none."""


def put_at_once(
    session: Session,
    place: BallotPlace,
    revision: int,
    version: int,
    marks: Marks,
    key: bytes | None,
) -> bool:
    """Put a ballot in without looking closer first.

    Expected are the decision as of this revision, an entry that still votes, and this version of
    her ballot (0: none). False where anything differs or the form came before; then what was
    written may not count, and the transaction must be rolled back.
    """
    kind, values = laid_down(place, marks, key)
    values |= {
        "seen_decision_id": place.decision_id,
        "seen_entry_id": place.entry_id,
        "seen_revision": revision,
        "seen_version": version,
    }
    connection = session.connection()
    if has_one_writer(connection):
        steps = _one_by_one(kind, bool(version))
        return all(connection.execute(step, values).rowcount == 1 for step in steps)
    written = connection.execute(_together(kind, bool(version)), values).one()
    return tuple(written) == (1, 1, 1)


# Everybody votes in the same evening, and putting a question together costs more than asking it.
@cache
def _one_by_one(kind: str, is_again: bool) -> Steps:
    decision, entry = TABLES["decision"], TABLES["roll_entry"]
    is_as_seen = exists().where(
        *_seen(decision), *_hers(entry), entry.c.decision_id == decision.c.id
    )
    true = literal(1) == literal(1)
    return (
        _takes_part(into_sqlite, is_again, is_as_seen),
        _lies(into_sqlite, kind, is_again, true),
        _sent(into_sqlite, true),
    )


@cache
def _together(kind: str, is_again: bool) -> Select[*tuple[Any, ...]]:
    """One question for PostgreSQL, that holds what it looks at until the transaction ends."""
    # Who runs on SQLite never needs it, and it takes a while to import.
    from sqlalchemy.dialects.postgresql import insert as into_postgresql

    # First the decision and then the entry, as everywhere: nobody waits for each other.
    decision, entry = TABLES["decision"], TABLES["roll_entry"]
    held = select(decision.c.id).where(*_seen(decision)).with_for_update(read=True).cte("held")
    hers = (
        select(entry.c.id)
        .join(held, held.c.id == entry.c.decision_id)
        .where(*_hers(entry))
        .with_for_update(read=True, of=entry)
        .cte("hers")
    )
    row = literal(1).label("row")
    takes_part = _takes_part(into_postgresql, is_again, _any(hers)).returning(row).cte("takes_part")
    lies = _lies(into_postgresql, kind, is_again, _any(takes_part)).returning(row).cte("lies")
    sent = _sent(into_postgresql, _any(takes_part)).returning(row).cte("sent")
    written = (takes_part, lies, sent)
    return select(*(select(func.count()).select_from(one).scalar_subquery() for one in written))


def _seen(decision: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        decision.c.id == bindparam("seen_decision_id"),
        decision.c.revision == bindparam("seen_revision"),
    )


def _hers(entry: Any) -> tuple[ColumnElement[bool], ...]:
    still_votes = exists().where(
        Membership.id == entry.c.membership_id,
        Membership.left_at.is_(None),
        Membership.votes,
        Membership.role != Role.SUPPORTER,
    )
    return entry.c.id == bindparam("seen_entry_id"), entry.c.left_at.is_(None), still_votes


def _any(rows: Any) -> ColumnElement[bool]:
    return exists(select(literal(1)).select_from(rows))


def _takes_part(into: Callable[..., Any], is_again: bool, only_if: ColumnElement[bool]) -> Any:
    table = TABLES["participation"]
    if not is_again:
        first = its("participation", "round_id", "entry_id")
        values = first | {"version": literal(1), "on_paper": literal(False)}
        return _only_if(into(table), values, only_if)
    version = table.c.version
    return (
        where("participation", "round_id", "entry_id")
        .where(version == bindparam("seen_version"), ~table.c.on_paper, only_if)
        .values(version=version + 1)
    )


def _lies(into: Callable[..., Any], kind: str, is_again: bool, only_if: ColumnElement[bool]) -> Any:
    if is_again:
        return where(kind, *LIES_UNDER[kind]).where(only_if).values(its(kind, "marks"))
    return _only_if(into(TABLES[kind]), its(kind, *LIES_UNDER[kind], "marks"), only_if)


def _sent(into: Callable[..., Any], only_if: ColumnElement[bool]) -> Any:
    values = its("submission", "token_hash", "round_id", "entry_id")
    return _only_if(into(TABLES["submission"]), values, only_if)


def _only_if(insert: Any, values: dict[str, Any], condition: ColumnElement[bool]) -> Any:
    """Insert these values where that is so, unless somebody else did."""
    row = select(*values.values()).where(condition)
    return insert.from_select(list(values), row).on_conflict_do_nothing()
