"""Newcomers say "Ik woon hier": what one fills in, and becoming a member by it."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from communities.addresses import (
    is_mail_address,
    is_no_address,
    mail_address,
)
from communities.memberships import NEWCOMER_LENGTHS, add_member, household_at
from communities.models import Community, Household, Membership, Person
from communities.signing_in import once
from communities.signing_in.confirming import confirm_address
from communities.typed_text import clean
from plumbing.values import Struct
from plumbing.web import Invalid
from plumbing.words.language import LANGUAGES


class Newcomer(Struct, frozen=True):
    """What she told about herself; only her name is needed."""

    name: str
    street: str = ""
    house_number: str = ""
    email: str = ""
    phone: str = ""
    language: str = "nl"
    words: str = ""


def newcomer_from(form: MultiDict[str, str], *, name: str = "") -> Newcomer:
    """What a form says; who is signed in has her name already. Raises Invalid by field."""
    typed = {part: clean(form.get(part, "")) for part in NEWCOMER_LENGTHS}
    typed["name"] = typed["name"] or name
    typed["email"] = mail_address(typed["email"])
    errors = {
        part: _("Schrijf hier hoogstens %(number)s letters.", number=longest)
        for part, longest in NEWCOMER_LENGTHS.items()
        if len(typed[part]) > longest
    }
    if not any(letter.isalpha() for letter in typed["name"]):
        errors["name"] = _("Schrijf hier hoe je heet.")
    if typed["email"] and not is_mail_address(typed["email"]):
        errors.setdefault("email", is_no_address())
    if errors:
        raise Invalid(errors)
    language = form.get("language", "")
    return Newcomer(**typed, language=language if language in LANGUAGES else "nl")


def join(
    session: Session, community: Community, newcomer: Newcomer, person: Person | None, form: str
) -> Membership:
    """Makes her a member; the address she typed becomes hers when she opens the mail there."""
    path = f"/g/{community.slug}"
    member = add_member(
        session,
        community,
        newcomer.name,
        person=person,
        household=home_of(session, community, newcomer),
        language=newcomer.language,
        phone=newcomer.phone,
    )
    if person is None:
        once.take(session, form, member.person, path)
        confirm_address(session, member.person, newcomer.email, path)
    return member


def home_of(session: Session, community: Community, newcomer: Newcomer) -> Household | None:
    """The household at her address; None if she told none."""
    if newcomer.street and newcomer.house_number:
        return household_at(session, community, newcomer.street, newcomer.house_number)
    if newcomer.street:
        household = Household(community_id=community.id, street=newcomer.street)
        session.add(household)
        return household
    return None


def membership_in(
    session: Session, community: Community, person: Person | None
) -> Membership | None:
    """Her membership in this community now; None where she has none."""
    if person is None:
        return None
    return session.scalar(
        select(Membership).where(
            Membership.community_id == community.id,
            Membership.person_id == person.id,
            Membership.left_at.is_(None),
        )
    )
