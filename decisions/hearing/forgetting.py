"""Forgetting what somebody declared, in every base and every look that is kept."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from communities.models import Attribute, Membership
from decisions.hearing.models import Look
from decisions.models import Decision
from decisions.roll import BaseAnswer, RollEntry


def forget_answers(session: Session, membership: Membership, attribute: str) -> None:
    """Delete what she declared for this attribute from every base; shown figures wait for that."""
    entries = select(RollEntry.id).where(RollEntry.membership_id == membership.id)
    session.execute(
        delete(BaseAnswer).where(
            BaseAnswer.entry_id.in_(entries), BaseAnswer.attribute == attribute
        )
    )


def forget_attribute(session: Session, attribute: Attribute) -> None:
    """The community no longer asks this: answers, figures and question go from every decision.

    What a record says of it was written in cells of ten or more, and stays.
    """
    decisions = session.scalars(
        select(Decision).where(Decision.community_id == attribute.community_id)
    ).all()
    entries = (
        select(RollEntry.id)
        .join(Decision, RollEntry.decision_id == Decision.id)
        .where(Decision.community_id == attribute.community_id)
    )
    session.execute(
        delete(BaseAnswer).where(
            BaseAnswer.entry_id.in_(entries), BaseAnswer.attribute == attribute.key
        )
    )
    for decision in decisions:
        kept = {
            part: [one for one in asked if one["key"] != attribute.key]
            for part, asked in decision.hearing_base.items()
        }
        if kept != decision.hearing_base:
            decision.hearing_base = kept
    looks = select(Look).where(Look.decision_id.in_([decision.id for decision in decisions]))
    for look in session.scalars(looks):
        rows = [row for row in look.content["rows"] if row["attribute"] != attribute.key]
        look.content = look.content | {"rows": rows}
