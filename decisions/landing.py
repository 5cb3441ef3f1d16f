"""What is open for somebody: where signing in lands, and what comes after a vote."""

from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership, Person
from decisions.access import DecisionHere
from decisions.models import Decision, Phase, Round
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.clock import now


def open_for(session: Session, person_id: int) -> Sequence[Decision]:
    """Decisions in which this person can vote and did not yet, the first to close in front."""
    newest_round = (
        select(Round.id)
        .where(Round.decision_id == Decision.id)
        .order_by(Round.number.desc())
        .limit(1)
        .correlate(Decision)
        .scalar_subquery()
    )
    return session.scalars(
        select(Decision)
        .join(RollEntry, RollEntry.decision_id == Decision.id)
        .join(Membership, Membership.id == RollEntry.membership_id)
        .outerjoin(
            Participation,
            (Participation.entry_id == RollEntry.id) & (Participation.round_id == newest_round),
        )
        .where(
            Membership.person_id == person_id,
            Membership.left_at.is_(None),
            RollEntry.left_at.is_(None),
            Decision.phase == Phase.OPEN,
            Decision.closes_at > now(),
            Participation.entry_id.is_(None),
        )
        .order_by(Decision.closes_at, Decision.id)
        .options(joinedload(Decision.community))
    ).all()


def landing(session: Session, person: Person) -> str | None:
    """The ballot, when exactly one thing is open for her."""
    waiting = open_for(session, person.id)
    if len(waiting) != 1:
        return None
    return url_for("ballots.show", slug=waiting[0].community.slug, number=waiting[0])


def next_for(session: Session, found: DecisionHere) -> Decision | None:
    """What else she can vote on, here or in another community of hers."""
    others = open_for(session, found.member.person_id)
    return next((decision for decision in others if decision.id != found.decision.id), None)
