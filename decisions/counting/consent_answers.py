"""The answers of a consent round as everybody reads them once they are in."""

from itertools import groupby

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from decisions.here import DecisionHere
from decisions.models import Decision, Round
from decisions.roll import RollEntry
from decisions.visibility import may_see_result
from decisions.votes import OpenBallot, Reason, ReasonKind, SharedObjection
from plumbing.values import Struct, field
from voting import METHODS


class Given(Struct, frozen=True):
    """A concern or an objection, with who gave it and who shares it."""

    entry_id: int
    name: str
    reason: Reason
    shared_by: tuple[str, ...]
    sharers: frozenset[int]
    is_mine: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.reason.withdrawn_at is not None


class Answers(Struct):
    """Who answered what in one round."""

    agreed: list[str] = field(default_factory=list)
    stood_aside: list[str] = field(default_factory=list)
    concerns: list[Given] = field(default_factory=list)
    objections: list[Given] = field(default_factory=list)

    @property
    def standing(self) -> list[Given]:
        """The objections that nobody took back."""
        return [given for given in self.objections if not given.is_withdrawn]


def answers_of(session: Session, found: DecisionHere, asked: Round) -> Answers | None:
    """The answers of a round, if they may be read now; a visitor reads no names."""
    decision = found.decision
    is_past = asked is not found.round
    if decision.is_secret or not (is_past or may_see_result(decision, found.participation)):
        return None
    if decision.is_open and not is_past:
        return None
    answers = Answers()
    for (ballot, entry, reason), shared in _rows(session, asked):
        _sort(answers, found, ballot, entry, reason, shared)
    return answers


def _rows(
    session: Session, asked: Round
) -> list[tuple[tuple[OpenBallot, RollEntry, Reason | None], list[tuple[int, str]]]]:
    """Each ballot with its reason, and with who shares the objection, in one query."""
    sharer = aliased(RollEntry)
    rows = session.execute(
        select(OpenBallot, RollEntry, Reason, sharer.id, sharer.name)
        .join(RollEntry, OpenBallot.entry_id == RollEntry.id)
        .outerjoin(
            Reason,
            (Reason.round_id == OpenBallot.round_id) & (Reason.entry_id == OpenBallot.entry_id),
        )
        .outerjoin(
            SharedObjection,
            (SharedObjection.round_id == OpenBallot.round_id)
            & (SharedObjection.entry_id == OpenBallot.entry_id),
        )
        .outerjoin(sharer, SharedObjection.sharer_id == sharer.id)
        .where(OpenBallot.round_id == asked.id)
        .order_by(RollEntry.name, RollEntry.id, sharer.name)
    )
    return [
        ((ballot, entry, reason), [(by, name) for *_, by, name in same if by])
        for (ballot, entry, reason), same in groupby(rows, key=lambda row: (row[0], row[1], row[2]))
    ]


def gives_reasons(decision: Decision) -> bool:
    """Is this a method that lives by reasons, so that answers have names and words?"""
    return METHODS[decision.method].asks_reasons


def _sort(
    answers: Answers,
    found: DecisionHere,
    ballot: OpenBallot,
    entry: RollEntry,
    reason: Reason | None,
    shared: list[tuple[int, str]],
) -> None:
    name = shown_name(found, entry.name)
    if reason is None:
        (answers.agreed if ballot.marks else answers.stood_aside).append(name)
        return
    given = Given(
        entry_id=entry.id,
        name=name,
        reason=reason,
        shared_by=tuple(shown_name(found, sharer) for _id, sharer in shared),
        sharers=frozenset(sharer_id for sharer_id, _name in shared),
        is_mine=found.entry is not None and found.entry.id == entry.id,
    )
    is_objection = reason.kind is ReasonKind.OBJECTION
    (answers.objections if is_objection else answers.concerns).append(given)


def shown_name(found: DecisionHere, name: str) -> str:
    """A member's name, for members only."""
    return name if found.membership else _("een buurtgenoot")
