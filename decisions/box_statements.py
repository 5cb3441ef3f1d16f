"""Statements of the ballot box: the locks, what is read behind them, and the three writes.

A ballot is three rows: participation, ballot and submission. Each step is built in one place, with
a condition that says when it may write; for SQLite they are executed one after the other, for
PostgreSQL as one statement.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Update,
    bindparam,
    exists,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as into_sqlite

from communities.models import Membership
from decisions.models import Decision, Phase, Round
from decisions.roll import RollEntry
from decisions.votes import Participation, Submission
from plumbing.database.base import Base

Condition = ColumnElement[bool]
Insert = Callable[..., Any]
"""The `insert` of a dialect."""
TABLES = Base.metadata.tables
FOUND_BY = {"open_ballot": ("round_id", "entry_id"), "secret_ballot": ("key", "round_id")}
"""The columns by which a ballot is found again, by table."""


class BoxTable(NamedTuple):
    """Which statement a ballot needs."""

    table: str
    is_again: bool
    """Does it come instead of an earlier one?"""
    is_quick: bool
    """Does the first step look at the place itself, that nobody locked and read?"""


# Everybody votes in the same evening, and compiling a statement costs more than executing it.
@cache
def locks() -> Select[int]:
    """Share the decision with others who cast, and have the entry for oneself; on PostgreSQL."""
    # First the decision and then the entry, as everywhere: nobody waits for each other.
    decision, entry = TABLES["decision"], TABLES["roll_entry"]
    held = (
        select(decision.c.id)
        .where(decision.c.id == bindparam("its_decision_id"))
        .with_for_update(read=True)
        .cte("held")
    )
    return (
        select(entry.c.id)
        .join(held, held.c.id == entry.c.decision_id)
        .where(entry.c.id == bindparam("its_entry_id"))
        .with_for_update(of=entry)
    )


@cache
def state() -> Select[*tuple[Any, ...]]:
    """The columns of a `PlaceState`."""
    return (
        select(
            Decision.phase,
            Decision.closes_at,
            Round.sealed_at,
            Participation.version,
            Participation.on_paper,
            Submission.entry_id.label("sent_by"),
            (RollEntry.left_at.is_(None) & Membership.keeps_her_place()).label("still_votes"),
        )
        .select_from(Round)
        .join(Decision, Decision.id == bindparam("its_decision_id"))
        .join(RollEntry, RollEntry.id == bindparam("its_entry_id"))
        .outerjoin(Membership, Membership.id == RollEntry.membership_id)
        .outerjoin(
            Participation,
            (Participation.round_id == Round.id)
            & (Participation.entry_id == bindparam("its_entry_id")),
        )
        .outerjoin(Submission, Submission.token_hash == bindparam("its_token_hash"))
        .where(Round.id == bindparam("its_round_id"))
    )


@cache
def one_by_one(kind: BoxTable) -> tuple[Any, Any, Any]:
    """The three steps for SQLite, where nobody else writes meanwhile."""
    condition = _true()
    if kind.is_quick:
        decision, entry = TABLES["decision"], TABLES["roll_entry"]
        is_hers = entry.c.decision_id == decision.c.id
        condition = _is_new_form() & exists().where(
            *_decision_as_seen(decision), *_entry_as_seen(entry), is_hers
        )
    return (
        _participation(into_sqlite, condition, is_again=kind.is_again),
        _ballot(into_sqlite, kind.table, _true(), is_again=kind.is_again),
        _submission(into_sqlite, _true()),
    )


@cache
def together(kind: BoxTable) -> Select[*tuple[Any, ...]]:
    """The three steps as one statement for PostgreSQL: how many rows each wrote."""
    insert = _into_postgresql()
    condition = _is_new_form() & _any(_locked_as_seen()) if kind.is_quick else _true()
    row = literal(1).label("row")
    first = _participation(insert, condition, is_again=kind.is_again).returning(row).cte("first")
    second = (
        _ballot(insert, kind.table, _any(first), is_again=kind.is_again)
        .returning(row)
        .cte("second")
    )
    third = _submission(insert, _any(first)).returning(row).cte("third")
    counts = (select(func.count()).select_from(step) for step in (first, second, third))
    return select(*(count.scalar_subquery() for count in counts))


@cache
def paper_ballot(dialect: str, table: str) -> Any:
    """The ballot alone."""
    return _ballot(_insert_of(dialect), table, _true())


@cache
def paper_participation(dialect: str) -> Any:
    """The participation alone."""
    return _participation(_insert_of(dialect), _true())


def _locked_as_seen() -> Any:
    """The entry and its decision, if both are as expected, locked until the transaction ends."""
    decision, entry = TABLES["decision"], TABLES["roll_entry"]
    held = (
        select(decision.c.id)
        .where(*_decision_as_seen(decision))
        .with_for_update(read=True)
        .cte("held")
    )
    return (
        select(entry.c.id)
        .join(held, held.c.id == entry.c.decision_id)
        .where(*_entry_as_seen(entry))
        .with_for_update(of=entry)
        .cte("hers")
    )


def _decision_as_seen(decision: Any) -> tuple[Condition, ...]:
    return (
        decision.c.id == bindparam("its_decision_id"),
        decision.c.phase == Phase.OPEN,
        decision.c.revision == bindparam("its_revision"),
    )


def _entry_as_seen(entry: Any) -> tuple[Condition, ...]:
    still_votes = exists().where(
        Membership.id == entry.c.membership_id, Membership.keeps_her_place()
    )
    return entry.c.id == bindparam("its_entry_id"), entry.c.left_at.is_(None), still_votes


def _is_new_form() -> Condition:
    return ~exists().where(Submission.token_hash == bindparam("its_token_hash"))


def _participation(insert: Insert, condition: Condition, *, is_again: bool = False) -> Any:
    if not is_again:
        row = _bound("participation", "round_id", "entry_id", "on_paper")
        return _insert_where(insert, "participation", row | {"version": literal(1)}, condition)
    columns = TABLES["participation"].c
    is_as_seen = columns.version == bindparam("its_version")
    return (
        _update_where("participation", "round_id", "entry_id")
        .where(is_as_seen, ~columns.on_paper, condition)
        .values(version=columns.version + 1)
    )


def _ballot(insert: Insert, table: str, condition: Condition, *, is_again: bool = False) -> Any:
    if is_again:
        earlier = _update_where(table, *FOUND_BY[table])
        return earlier.where(condition).values(_bound(table, "marks"))
    return _insert_where(insert, table, _bound(table, *FOUND_BY[table], "marks"), condition)


def _submission(insert: Insert, condition: Condition) -> Any:
    row = _bound("submission", "token_hash", "round_id", "entry_id")
    return _insert_where(insert, "submission", row, condition)


def _insert_where(insert: Insert, table: str, row: dict[str, Any], condition: Condition) -> Any:
    """Insert this row where the condition holds, unless it is there already."""
    selected = select(*row.values()).where(condition)
    inserted = insert(TABLES[table]).from_select(list(row), selected).on_conflict_do_nothing()
    return inserted.execution_options(preserve_rowcount=True)


def _update_where(table: str, *names: str) -> Update:
    """Update the rows in which these columns have their bound values."""
    columns = TABLES[table].c
    return update(TABLES[table]).where(
        *(columns[name] == value for name, value in _bound(table, *names).items())
    )


def _bound(table: str, *names: str) -> dict[str, BindParameter[Any]]:
    """These columns with the parameters for which `ballot_row` has the values."""
    columns = TABLES[table].c
    return {name: bindparam(f"its_{name}", type_=columns[name].type) for name in names}


def _any(rows: Any) -> Condition:
    return exists(select(literal(1)).select_from(rows))


def _true() -> Condition:
    return literal(1) == literal(1)


def _insert_of(dialect: str) -> Insert:
    return into_sqlite if dialect == "sqlite" else _into_postgresql()


def _into_postgresql() -> Insert:
    # Who runs on SQLite never needs it, and it takes a while to import.
    from sqlalchemy.dialects.postgresql import insert

    return insert
