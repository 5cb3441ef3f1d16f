"""What a voter sees of herself and of what is asked of her: her open answers, and the text."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.here import DecisionHere
from decisions.models import Round
from decisions.votes import OpenBallot, Reason
from plumbing.values import Struct


class OwnAnswer(Struct, frozen=True):
    """An open ballot of one's own, with the reasons that went along."""

    marks: dict[str, int]
    words: dict[str, str]


def own_answer(session: Session, found: DecisionHere) -> OwnAnswer | None:
    """What she answered in this round, if ballots are open; else None."""
    if found.decision.is_secret or found.round is None or found.participation is None:
        return None
    return _answer(session, found, found.round)


def earlier_answer(session: Session, found: DecisionHere) -> OwnAnswer | None:
    """What she answered before the text changed: offered, never used by itself."""
    if found.decision.is_secret or len(found.decision.rounds) < 2:
        return None
    return _answer(session, found, found.decision.rounds[-2])


def _answer(session: Session, found: DecisionHere, asked: Round) -> OwnAnswer | None:
    if found.entry is None:
        return None
    row = session.execute(
        select(OpenBallot.marks, Reason)
        .outerjoin(
            Reason,
            (Reason.round_id == OpenBallot.round_id) & (Reason.entry_id == OpenBallot.entry_id),
        )
        .where(OpenBallot.round_id == asked.id, OpenBallot.entry_id == found.entry.id)
    ).one_or_none()
    if row is None:
        return None
    marks, reason = row
    return OwnAnswer(marks, reason.words if reason else {})
