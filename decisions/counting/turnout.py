"""Turnout: how many took part out of how many who could, the only number everybody always sees."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.models import Decision, Round
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.values import Struct


class Turnout(Struct, frozen=True):
    """C and R of a round: ballots cast, and entries on the roll."""

    cast: int
    eligible: int


def turnout_of(session: Session, decision: Decision, current: Round) -> Turnout:
    """Ballots cast and entries on the roll, in one query."""
    row = session.execute(
        select(
            select(func.count())
            .select_from(Participation)
            .where(Participation.round_id == current.id)
            .scalar_subquery(),
            select(func.count())
            .select_from(RollEntry)
            .where(RollEntry.decision_id == decision.id)
            .scalar_subquery(),
        )
    ).one()
    return Turnout(*row)
