"""Memberships: bringing somebody in, where she lives, and the role she is given."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from communities import log
from communities.addresses import (
    LONGEST_ADDRESS,
    mail_address,
)
from communities.models import (
    Community,
    Household,
    Membership,
    Person,
    Role,
)
from plumbing.clock import now
from plumbing.web import Invalid


def add_member(
    session: Session,
    community: Community,
    name: str,
    email: str | None = None,
    *,
    person: Person | None = None,
    household: Household | None = None,
    votes: bool = True,
    language: str = "",
    phone: str = "",
) -> Membership:
    """A resident; who has an account under this address keeps it, and who was away comes back."""
    person = person or _known(session, email) or _new_person(session, name, email, language)
    membership = _earlier(session, community, person)
    if membership is None:
        membership = Membership(community=community, person=person, joined_at=now())
        session.add(membership)
    membership.name, membership.phone, membership.household = name.strip(), phone, household
    membership.role, membership.votes, membership.left_at = Role.RESIDENT, votes, None
    session.flush()
    return membership


def appoint(
    session: Session,
    membership: Membership,
    role: Role,
    *,
    title: str = "",
    organisation: str = "",
    ends_on: date | None = None,
    votes: bool | None = None,
    by: Membership | None = None,
) -> None:
    """Give a role. Who comes from outside says for whom, and until when; a helper never votes."""
    votes = membership.votes if votes is None else votes
    if role is Role.SUPPORTER:
        votes = False
    from_outside = role is not Role.RESIDENT and not votes
    if from_outside and not (organisation.strip() and ends_on):
        raise Invalid(
            {"organisation": _("Wie van buiten komt, heeft een organisatie en een einddatum.")}
        )
    membership.role = role
    membership.votes = votes
    membership.title = title.strip()
    membership.organisation = organisation.strip()
    membership.role_ends_on = ends_on
    log.note(session, membership.community_id, "role", by, membership, role=role.value)


def household_at(session: Session, community: Community, street: str, number: str) -> Household:
    """The household at an address, new if nobody lives there yet."""
    household = session.scalar(
        select(Household)
        .where(
            Household.community_id == community.id,
            _alike(Household.street, street),
            _alike(Household.house_number, number),
        )
        .order_by(Household.id)
        .limit(1)
    )
    if household is None:
        household = Household(community_id=community.id, street=street, house_number=number)
        session.add(household)
        session.flush()
    return household


def _alike(column: InstrumentedAttribute[str], typed: str) -> ColumnElement[bool]:
    return or_(column == typed, func.lower(column) == typed.lower())


def role_name(role: str) -> str:
    """A role as people say it."""
    return {
        Role.RESIDENT.value: _("lid"),
        Role.FACILITATOR.value: _("gespreksleider"),
        Role.SUPPORTER.value: _("helper"),
    }[role]


def _logged(by: str, details: dict[str, Any]) -> str:
    return _(
        "%(by)s gaf %(name)s een rol: %(role)s.",
        by=by,
        name=details["name"],
        role=role_name(details["role"]),
    )


def _earlier(session: Session, community: Community, person: Person) -> Membership | None:
    if person.id is None:
        return None
    return session.scalar(
        select(Membership).where(
            Membership.community_id == community.id,
            Membership.person_id == person.id,
            Membership.left_at.is_not(None),
        )
    )


def _known(session: Session, email: str | None) -> Person | None:
    if not email:
        return None
    return session.scalar(select(Person).where(Person.email == mail_address(email)))


def _new_person(session: Session, name: str, email: str | None, language: str) -> Person:
    person = Person(
        name=name.strip(),
        email=mail_address(email) if email else None,
        language=language or "nl",
        created_at=now(),
    )
    session.add(person)
    return person


SENTENCES: log.Sentences = {
    "role": _logged,
}


NEWCOMER_LENGTHS = {
    "name": 120,
    "street": 120,
    "house_number": 20,
    "phone": 40,
    "email": LONGEST_ADDRESS,
    "words": 500,
}
