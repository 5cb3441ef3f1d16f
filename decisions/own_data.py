"""Own data of a member in this room: where she took part, and what stands under her name."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.models import Decision, Round
from decisions.roll import RollEntry
from decisions.votes import OpenBallot, Participation, Reason


def own_votes(session: Session, member: Membership) -> list[dict[str, Any]]:
    """Each round she could take part in; of a secret vote only whether she did."""
    rows = session.execute(
        select(Decision, Round.number, Participation, OpenBallot, Reason)
        .join(RollEntry, RollEntry.decision_id == Decision.id)
        .join(Round, Round.decision_id == Decision.id)
        .outerjoin(
            Participation,
            (Participation.round_id == Round.id) & (Participation.entry_id == RollEntry.id),
        )
        .outerjoin(
            OpenBallot, (OpenBallot.round_id == Round.id) & (OpenBallot.entry_id == RollEntry.id)
        )
        .outerjoin(Reason, (Reason.round_id == Round.id) & (Reason.entry_id == RollEntry.id))
        .where(RollEntry.membership_id == member.id)
        .order_by(Decision.number, Round.number)
    )
    return [
        {
            "decision": decision.number,
            "title": decision.title,
            "round": number,
            "took_part": part is not None,
            "marks": ballot.marks if ballot else None,
            "reason": reason.words if reason else None,
        }
        for decision, number, part, ballot, reason in rows
    ]
