"""Not invited yet, by street, to print and walk with; nothing about who voted."""

from itertools import groupby

from flask import Blueprint, render_template
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership
from communities.permissions import Action
from decisions.access import decision_for
from decisions.addresses import DECISION
from decisions.invitations.letters import walk
from decisions.models import Decision
from decisions.roll import FAILED, Invitation, RollEntry
from plumbing.database.session import db
from plumbing.values import Struct

pages = Blueprint("uninvited", __name__, url_prefix="/g/<slug>")


class Uninvited(Struct, frozen=True):
    """Somebody on the roll whom no invitation reached."""

    name: str
    address: str
    phone: str
    came_back: bool
    """There was one, and it came back or was refused."""


@pages.get(f"{DECISION}/niet-uitgenodigd")
def show(slug: str, number: int) -> str:
    found = decision_for(slug, number, Action.INVITE)
    streets = by_street(db.session, found.decision)
    return render_template(
        "decisions/invitations/not_invited.html",
        found=found,
        decision=found.decision,
        streets=streets,
        total=sum(len(people) for _street, people in streets),
    )


def by_street(session: Session, decision: Decision) -> list[tuple[str, list[Uninvited]]]:
    """Streets with the people there; who has no address comes last, under an empty name."""
    sent = func.count(Invitation.id)
    failed = func.count(case((Invitation.delivery.in_(FAILED), 1)))
    numbers = (
        select(RollEntry.membership_id, sent.label("sent"))
        .outerjoin(Invitation, Invitation.entry_id == RollEntry.id)
        .where(RollEntry.decision_id == decision.id, RollEntry.left_at.is_(None))
        .group_by(RollEntry.membership_id)
        .having(sent == failed)
        .subquery()
    )
    rows = session.execute(
        select(Membership, numbers.c.sent)
        .join(numbers, numbers.c.membership_id == Membership.id)
        .options(joinedload(Membership.household))
    ).all()
    on_foot = sorted(rows, key=lambda row: walk(row[0]))
    return [
        (street, [_uninvited(member, bool(number)) for member, number in people])
        for street, people in groupby(on_foot, key=lambda row: _street(row[0]))
    ]


def _street(member: Membership) -> str:
    return member.household.street if member.household else ""


def _uninvited(member: Membership, came_back: bool) -> Uninvited:
    home = member.household
    address = f"{home.street} {home.house_number}".strip() if home else ""
    return Uninvited(member.name, address, member.phone, came_back)
