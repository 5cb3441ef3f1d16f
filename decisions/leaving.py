"""Leaving: a member's place on each roll stays, for the count; what points at her goes."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.models import Decision, Phase
from decisions.roll import BaseAnswer, RollEntry
from plumbing.clock import now


def depart(session: Session, member: Membership, erases: bool) -> None:
    """Takes her from each running roll; a ballot she cast stays, and fingerprints still verify."""
    hers = RollEntry.membership_id == member.id
    running = select(Decision.id).where(
        Decision.community_id == member.community_id,
        Decision.phase.in_([Phase.PREPARED, Phase.OPEN, Phase.ANSWERED]),
    )
    session.execute(
        update(RollEntry)
        .where(hers, RollEntry.decision_id.in_(running), RollEntry.left_at.is_(None))
        .values(left_at=now())
    )
    entries = select(RollEntry.id).where(hers)
    session.execute(delete(BaseAnswer).where(BaseAnswer.entry_id.in_(entries)))
    if erases:
        session.execute(update(RollEntry).where(hers).values(name="", salt=None))
