"""Open ballots of somebody: where signing in lands, and what comes after a vote."""

from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership, Person
from decisions.here import DecisionHere
from decisions.models import Decision, Round
from decisions.roll import Channel, Invitation, RollEntry
from decisions.votes import Participation


def open_for(session: Session, person_id: int) -> Sequence[Decision]:
    """Decisions in which this person can vote and did not yet, the first to close in front."""
    return session.scalars(
        select(Decision)
        .join(RollEntry, RollEntry.decision_id == Decision.id)
        .join(Membership, Membership.id == RollEntry.membership_id)
        .outerjoin(
            Participation,
            (Participation.entry_id == RollEntry.id)
            & (Participation.round_id == Round.newest_id()),
        )
        .where(
            Membership.person_id == person_id,
            Membership.keeps_her_place(),
            RollEntry.left_at.is_(None),
            Decision.takes_ballots(),
            Participation.entry_id.is_(None),
        )
        .order_by(Decision.closes_at, Decision.id)
        .options(joinedload(Decision.community))
    ).all()


def landing(session: Session, person: Person) -> str | None:
    """The path of the ballot, when exactly one is open for her; else None."""
    waiting = open_for(session, person.id)
    if len(waiting) != 1:
        return None
    return url_for("ballots.show", slug=waiting[0].community.slug, number=waiting[0])


def by_letter(session: Session, member: Membership) -> str | None:
    """The path of the ballot her newest letter is about, else of the first to close here."""
    waiting = [
        decision
        for decision in open_for(session, member.person_id)
        if decision.community_id == member.community_id
    ]
    if not waiting:
        return None
    newest = session.scalar(
        select(RollEntry.decision_id)
        .join(Invitation, Invitation.entry_id == RollEntry.id)
        .where(
            RollEntry.membership_id == member.id,
            RollEntry.decision_id.in_([decision.id for decision in waiting]),
            Invitation.channel == Channel.LETTER,
        )
        .order_by(Invitation.at.desc(), Invitation.id.desc())
        .limit(1)
    )
    chosen = next((each for each in waiting if each.id == newest), waiting[0])
    return url_for("ballots.show", slug=member.community.slug, number=chosen)


def next_for(session: Session, found: DecisionHere) -> Decision | None:
    """Another decision she can vote on, here or in another community of hers."""
    others = open_for(session, found.member.person_id)
    return next((decision for decision in others if decision.id != found.decision.id), None)
