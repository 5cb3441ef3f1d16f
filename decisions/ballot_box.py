"""The ballot box: what holds behind its locks, and what is put in, in few questions."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import CursorResult, Insert, Select, Update, bindparam, insert, select, update
from sqlalchemy.orm import Session

from decisions.models import Decision, Phase, Round
from decisions.roll import RollEntry
from decisions.votes import Participation, Submission
from plumbing.database import Base

Marks = dict[str, int]


@dataclass(frozen=True)
class Place:
    """Where a ballot goes: one entry of the roll in one round, and the form it came with."""

    decision_id: int
    round_id: int
    entry_id: int
    token_hash: str


@dataclass(frozen=True)
class Standing:
    """What is true of a place until the transaction ends."""

    phase: Phase
    closes_at: datetime
    is_sealed: bool
    version: int
    """Which version of her ballot lies in the box; 0 where none does."""
    on_paper: bool
    sent_by: int | None
    """The entry that sent this form before."""


def reach(session: Session, place: Place) -> Standing:
    """Hold the place and look at it; sealing waits for this, and this waits for sealing.

    Who casts shares the decision with others who do, and has her own entry for herself. Only what
    is asked after both locks tells what those who held them before have written.
    """
    phase, closes_at = session.execute(_decision(), {"decision_id": place.decision_id}).one()
    session.execute(_entry(), {"entry_id": place.entry_id}).one()
    sealed_at, version, on_paper, sent_by = session.execute(
        _written(),
        {
            "round_id": place.round_id,
            "entry_id": place.entry_id,
            "token_hash": place.token_hash,
        },
    ).one()
    return Standing(phase, closes_at, sealed_at is not None, version or 0, bool(on_paper), sent_by)


def put(
    session: Session, place: Place, standing: Standing, marks: Marks, key: bytes | None
) -> None:
    """Put a ballot in, instead of the one that lies there; a secret one lies under its key."""
    hers: dict[str, Any] = {"round_id": place.round_id, "entry_id": place.entry_id}
    kind, lies = "open_ballot", hers
    if key is not None:
        kind, lies = "secret_ballot", {"key": key, "round_id": place.round_id}
    if standing.version:
        session.execute(_next_version(), _as_found(hers))
        replaced = session.execute(_other_marks(kind), _as_found(lies) | {"marks": marks})
        if cast("CursorResult[Any]", replaced).rowcount != 1:
            raise LookupError("A voter's earlier ballot is not in the box.")
    else:
        session.execute(_into("participation"), hers)
        session.execute(_into(kind), lies | {"marks": marks})
    session.execute(_into("submission"), hers | {"token_hash": place.token_hash})


def _as_found(values: dict[str, Any]) -> dict[str, Any]:
    return {f"found_{name}": value for name, value in values.items()}


# Everybody votes in the same evening, and putting a question together costs more than asking it.
@cache
def _decision() -> Select[Phase, datetime]:
    return (
        select(Decision.phase, Decision.closes_at)
        .where(Decision.id == bindparam("decision_id"))
        .with_for_update(read=True)
    )


@cache
def _entry() -> Select[int]:
    return select(RollEntry.id).where(RollEntry.id == bindparam("entry_id")).with_for_update()


@cache
def _written() -> Select[datetime | None, int, bool, int]:
    return (
        select(Round.sealed_at, Participation.version, Participation.on_paper, Submission.entry_id)
        .outerjoin(
            Participation,
            (Participation.round_id == Round.id)
            & (Participation.entry_id == bindparam("entry_id")),
        )
        .outerjoin(Submission, Submission.token_hash == bindparam("token_hash"))
        .where(Round.id == bindparam("round_id"))
    )


@cache
def _into(table: str) -> Insert:
    return insert(Base.metadata.tables[table])


@cache
def _next_version() -> Update:
    version = Base.metadata.tables["participation"].c.version
    return _where_found("participation", "round_id", "entry_id").values(version=version + 1)


@cache
def _other_marks(kind: str) -> Update:
    names = ("key", "round_id") if kind == "secret_ballot" else ("round_id", "entry_id")
    return _where_found(kind, *names).values(marks=bindparam("marks"))


def _where_found(table: str, *names: str) -> Update:
    columns = Base.metadata.tables[table].c
    return update(Base.metadata.tables[table]).where(
        *(columns[name] == bindparam(f"found_{name}") for name in names)
    )
