"""Wie horen we niet? What the rest of this room asks about who was heard."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from communities.models import Attribute, Membership
from decisions.hearing.judging import FACILITATOR, MEMBER, heads_on_roll, verdicts
from decisions.hearing.looks import looks_of, remember_what_is_due, rows_of, take
from decisions.hearing.models import Look
from decisions.hearing.moments import CLOSING, Due, heard_until
from decisions.hearing.statement import statement
from decisions.models import Decision
from decisions.panel.for_viewer import panel_for
from decisions.panel.panel import Panel
from decisions.roll import BaseAnswer, RollEntry
from plumbing.clock import now

__all__ = [
    "Panel",
    "forget_answers",
    "forget_attribute",
    "has_flag",
    "panel_for",
    "remember",
    "remember_what_is_due",
    "statement",
]


def has_flag(session: Session, decision: Decision) -> bool:
    """Is a group of the members' family missing or underheard: now, or once closed, at closing?"""
    look = looks_of(session, decision).get((CLOSING, MEMBER)) if decision.is_over else None
    if look is not None:
        return any(shown.row.verdict.is_flag for shown in rows_of(look))
    heads, _ = heads_on_roll(session, decision, heard_until(decision, now()))
    return any(row.verdict.is_flag for row in verdicts(heads, MEMBER))


def remember(session: Session, decision: Decision, moment: str) -> None:
    """Keep what both families show at a moment: "third", "two_thirds" or "closing"."""
    due = [Due(moment, FACILITATOR), Due(moment, MEMBER)]
    take(session, decision, due, looks_of(session, decision), now())


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
