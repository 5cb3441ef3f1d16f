"""The ballot box: what holds behind its locks, and what is put in, in few questions."""

from datetime import date, datetime
from functools import cache
from typing import Any

from msgspec import Struct
from plumbing.database.base import Base
from plumbing.database.locking import has_one_writer
from sqlalchemy import (
    BindParameter,
    Insert,
    Select,
    Update,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Session

from communities.models import Membership, Role
from communities.permissions import Action, may
from decisions.models import Decision, Phase, Round
from decisions.roll import RollEntry
from decisions.votes import Participation, Submission

Marks = dict[str, int]
Steps = tuple[Insert | Update, Insert | Update, Insert]
TABLES = Base.metadata.tables
LIES_UNDER = {"open_ballot": ("round_id", "entry_id"), "secret_ballot": ("key", "round_id")}
"""By what a ballot is found again."""


class BallotPlace(Struct, frozen=True):
    """Where a ballot goes: one entry of the roll in one round, and the form it came with."""

    decision_id: int
    round_id: int
    entry_id: int
    token_hash: str


class LockedRound(Struct, frozen=True):
    """What is true of a place until the transaction ends."""

    phase: Phase
    closes_at: datetime
    is_sealed: bool
    version: int
    """Which version of her ballot lies in the box; 0 where none does."""
    on_paper: bool
    sent_by: int | None
    """The entry that sent this form before."""
    has_left: bool
    """Did she leave, or lose her vote, while her ballot was under way?"""


def reach(session: Session, place: BallotPlace) -> LockedRound:
    """Hold the place and look at it; sealing waits for this, and this waits for sealing.

    Who casts shares the decision with others who do, and has her own entry for herself. Only what
    is asked after both locks tells what those who held them before have written.
    """
    connection = session.connection()
    if not has_one_writer(connection):
        held = {"decision_id": place.decision_id, "entry_id": place.entry_id}
        connection.execute(_locks(), held).one()
    phase, closes_at, sealed_at, version, on_paper, sent_by, *hers = connection.execute(
        _written(),
        {
            "decision_id": place.decision_id,
            "round_id": place.round_id,
            "entry_id": place.entry_id,
            "token_hash": place.token_hash,
        },
    ).one()
    return LockedRound(
        phase=phase,
        closes_at=closes_at,
        is_sealed=sealed_at is not None,
        version=version or 0,
        on_paper=bool(on_paper),
        sent_by=sent_by,
        has_left=not still_votes(*hers),
    )


def still_votes(
    left_at: datetime | None, role: Role | None, votes: bool | None, role_ends_on: date | None
) -> bool:
    """May a member of whom this is so cast a ballot?"""
    if role is None:
        return False
    as_now = Membership(left_at=left_at, role=role, votes=bool(votes), role_ends_on=role_ends_on)
    return may(as_now, Action.CAST_BALLOT)


def put(
    session: Session, place: BallotPlace, standing: LockedRound, marks: Marks, key: bytes | None
) -> None:
    """Put a ballot in, instead of the one that lies there; a secret one lies under its key."""
    kind, values = laid_down(place, marks, key)
    connection = session.connection()
    steps = _again(kind) if standing.version else _first(kind)
    if has_one_writer(connection):
        put_in = [connection.execute(step, values).rowcount for step in steps]
    else:
        put_in = list(connection.execute(_at_once(kind, bool(standing.version)), values).one())
    if put_in != [1, 1, 1]:
        raise LookupError("A voter's earlier ballot is not in the box.")


def laid_down(place: BallotPlace, marks: Marks, key: bytes | None) -> tuple[str, dict[str, Any]]:
    """In which table a ballot goes, and the values of `its` columns."""
    values: dict[str, Any] = {
        "its_round_id": place.round_id,
        "its_entry_id": place.entry_id,
        "its_token_hash": place.token_hash,
        "its_marks": marks,
    }
    return ("open_ballot", values) if key is None else ("secret_ballot", values | {"its_key": key})


# Everybody votes in the same evening, and putting a question together costs more than asking it.
@cache
def _locks() -> Select[int]:
    # First the decision and then the entry, as everywhere: nobody waits for each other.
    decision, entry = TABLES["decision"], TABLES["roll_entry"]
    held = (
        select(decision.c.id)
        .where(decision.c.id == bindparam("decision_id"))
        .with_for_update(read=True)
        .cte("held")
    )
    return (
        select(entry.c.id)
        .join(held, held.c.id == entry.c.decision_id)
        .where(entry.c.id == bindparam("entry_id"))
        .with_for_update(of=entry)
    )


@cache
def _written() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Decision.phase,
            Decision.closes_at,
            Round.sealed_at,
            Participation.version,
            Participation.on_paper,
            Submission.entry_id,
            func.coalesce(RollEntry.left_at, Membership.left_at),
            Membership.role,
            Membership.votes,
            Membership.role_ends_on,
        )
        .select_from(Round)
        .join(Decision, Decision.id == bindparam("decision_id"))
        .join(RollEntry, RollEntry.id == bindparam("entry_id"))
        .outerjoin(Membership, Membership.id == RollEntry.membership_id)
        .outerjoin(
            Participation,
            (Participation.round_id == Round.id)
            & (Participation.entry_id == bindparam("entry_id")),
        )
        .outerjoin(Submission, Submission.token_hash == bindparam("token_hash"))
        .where(Round.id == bindparam("round_id"))
    )


@cache
def _first(kind: str) -> Steps:
    hers = its("participation", "round_id", "entry_id")
    return (
        insert(TABLES["participation"]).values(hers | {"version": 1, "on_paper": False}),
        insert(TABLES[kind]).values(its(kind, *LIES_UNDER[kind], "marks")),
        _sent(),
    )


@cache
def _again(kind: str) -> Steps:
    version = TABLES["participation"].c.version
    return (
        where("participation", "round_id", "entry_id").values(version=version + 1),
        where(kind, *LIES_UNDER[kind]).values(its(kind, "marks")),
        _sent(),
    )


@cache
def _at_once(kind: str, is_again: bool) -> Select[*tuple[Any, ...]]:
    """The three steps as one question, which tells of each how many rows it wrote."""
    steps = _again(kind) if is_again else _first(kind)
    written = [step.returning(literal(1).label("row")).cte() for step in steps]
    return select(*(select(func.count(one.c.row)).scalar_subquery() for one in written))


def _sent() -> Insert:
    return insert(TABLES["submission"]).values(
        its("submission", "token_hash", "round_id", "entry_id")
    )


def where(table: str, *names: str) -> Update:
    """An update of the rows in which these columns are its."""
    columns = TABLES[table].c
    return update(TABLES[table]).where(
        *(columns[name] == value for name, value in its(table, *names).items())
    )


def its(table: str, *names: str) -> dict[str, BindParameter[Any]]:
    """These columns with what `laid_down` has for them."""
    columns = TABLES[table].c
    return {name: bindparam(f"its_{name}", type_=columns[name].type) for name in names}
