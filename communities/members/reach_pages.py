"""Reaching a member: phone, address, letters, reminders, and a mail address she opened."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from communities.addresses import is_mail_address, is_no_address, mail_address
from communities.members import my_data as me
from communities.members import pages as members
from communities.memberships import NEWCOMER_LENGTHS, household_at
from communities.models import Household, Membership
from communities.signing_in.confirming import confirm_address
from communities.typed_text import clean
from plumbing.database.session import db
from plumbing.security import limiter
from plumbing.web import Invalid, Page, transaction

pages = members.pages


@pages.post("/ik/bereik")
def reach(slug: str) -> Page:
    here = me.own_place(slug)
    typed = {
        part: clean(request.form.get(part, "")) for part in ("phone", "street", "house_number")
    }
    with transaction(lambda errors: me.own_page(here, errors, typed)):
        _refuse_wrong(typed)
        member = here.member
        member.phone = typed["phone"]
        member.wants_letters = "letters" in request.form
        member.person.reminders = "reminders" in request.form
        _move(db.session, member, typed["street"], typed["house_number"], "apart" in request.form)
    return _back(slug, _("Je gegevens zijn bewaard."))


@pages.post("/ik/mailadres")
@limiter.limit("20 per hour")
def mail(slug: str) -> Page:
    """The address becomes hers when she opens the link that goes there."""
    here = me.own_place(slug)
    address = mail_address(request.form.get("email", ""))
    with transaction(lambda errors: me.own_page(here, errors, {"email": address})):
        if not is_mail_address(address):
            raise Invalid({"email": is_no_address()})
        confirm_address(db.session, here.member.person, address, f"/g/{slug}/ik")
    return _back(
        slug, _("Kijk in je mail: open de link die we naar %(address)s stuurden.", address=address)
    )


def _refuse_wrong(typed: dict[str, str]) -> None:
    errors = {
        part: _("Schrijf hier hoogstens %(number)s letters.", number=NEWCOMER_LENGTHS[part])
        for part in typed
        if len(typed[part]) > NEWCOMER_LENGTHS[part]
    }
    if typed["house_number"] and not typed["street"]:
        errors["street"] = _("Vul ook de straat in.")
    if errors:
        raise Invalid(errors)


def _move(session: Session, member: Membership, street: str, number: str, apart: bool) -> None:
    """To the household at that address, or to one of her own there."""
    before = member.household
    if not street:
        member.household = None
    elif not number or apart:
        at_home = before is not None and (before.street, before.house_number) == (street, number)
        if not (at_home and before and _is_alone(session, member, before)):
            member.household = Household(
                community_id=member.community_id, street=street, house_number=number
            )
    else:
        member.household = household_at(session, member.community, street, number)
    session.flush()
    if before is not None and before is not member.household and not _lives_at(session, before):
        session.delete(before)


def _is_alone(session: Session, member: Membership, household: Household) -> bool:
    return _lives_at(session, household) == [member.id]


def _lives_at(session: Session, household: Household) -> list[int]:
    return list(
        session.scalars(select(Membership.id).where(Membership.household_id == household.id))
    )


def _back(slug: str, words: str) -> Response:
    flash(words)
    return redirect(url_for("members.me", slug=slug, _anchor="reach"), 303)
