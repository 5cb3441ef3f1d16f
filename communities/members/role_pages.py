"""Giving somebody a role: leading the talk, or helping from outside, for whom and until when."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from communities.access import Here, community_for
from communities.members.leaving import is_needed
from communities.memberships import appoint
from communities.models import Membership, Role
from communities.permissions import Action
from communities.typed_text import clean
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.database.session import db
from plumbing.web import Invalid, Page, transaction

pages = Blueprint("roles", __name__, url_prefix="/g/<slug>/leden/<int:member_id>/rol")

LONGEST_TITLE = 120


@pages.get("")
def show(slug: str, member_id: int) -> Page:
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    return _page(here, _member(here, member_id))


@pages.post("")
def give(slug: str, member_id: int) -> Page:
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    lock(db.session, here.community, "id")
    member = _member(here, member_id)
    with transaction(lambda errors: _page(here, _member(here, member_id), errors)):
        role, values = _filled_in()
        if role is not Role.FACILITATOR and is_needed(db.session, member):
            raise Invalid({"role": _("Dit is de enige gespreksleider. Kies eerst een andere.")})
        appoint(db.session, member, role, by=here.member, **values)
    flash(_("De rol van %(name)s is bewaard.", name=member.name))
    if member.id == here.member.id and role is not Role.FACILITATOR:
        return redirect(url_for("communities.show", slug=slug), 303)
    return redirect(url_for(".show", slug=slug, member_id=member.id), 303)


def _filled_in() -> tuple[Role, dict[str, Any]]:
    errors: dict[str, str] = {}
    typed = request.form.get("role", "")
    if typed not in [*Role]:
        raise Invalid({"role": _("Kies een rol.")})
    role = Role(typed)
    title, organisation = (clean(request.form.get(part, "")) for part in ("title", "organisation"))
    if len(title) > LONGEST_TITLE or len(organisation) > LONGEST_TITLE:
        errors["title"] = _("Schrijf hier hoogstens %(number)s letters.", number=LONGEST_TITLE)
    ends_on = _day(request.form.get("ends_on", ""), errors)
    if errors:
        raise Invalid(errors)
    votes = role is Role.RESIDENT or (role is Role.FACILITATOR and "votes" in request.form)
    if role is Role.RESIDENT:
        return role, {"votes": True}
    return role, {
        "title": title,
        "organisation": organisation,
        "ends_on": ends_on,
        "votes": votes,
    }


def _day(typed: str, errors: dict[str, str]) -> date | None:
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        errors["ends_on"] = _("Kies een dag.")
        return None
    if day < now().date():
        errors["ends_on"] = _("Deze dag is al voorbij.")
    return day


def _member(here: Here, member_id: int) -> Membership:
    member = db.session.scalar(
        select(Membership).where(
            Membership.id == member_id,
            Membership.community_id == here.community.id,
            Membership.left_at.is_(None),
        )
    )
    if member is None:
        abort(404)
    return member


def _page(here: Here, member: Membership, errors: dict[str, str] | None = None) -> str:
    return render_template(
        "communities/members/role.html",
        member=member,
        errors=errors or {},
        typed=request.form if errors else None,
        today=now().date().isoformat(),
    )
