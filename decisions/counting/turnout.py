"""How many took part out of how many who could; the only number everybody always sees."""

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.here import DecisionHere
from decisions.models import Decision, Round
from decisions.panel.panel import Panel
from decisions.roll import RollEntry
from decisions.votes import Participation


class Turnout(Struct, frozen=True):
    """C and R of a round: ballots cast, and entries on the roll."""

    cast: int
    eligible: int


def turnout_of(session: Session, decision: Decision, current: Round) -> Turnout:
    """Both numbers in one look."""
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


def turnout_beside(found: DecisionHere, panel: Panel) -> Turnout | None:
    """The same where the panel stands on the page, which has both numbers already."""
    if found.round is None:
        return None
    return Turnout(panel.people.took_part_now, panel.people.roll)
