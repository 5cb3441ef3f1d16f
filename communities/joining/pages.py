"""Joining pages: the one behind the link on a poster, and the one where a stranger asks."""

from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from communities.access import Here, community_for, current_person
from communities.display import keep_in_cookie
from communities.joining.links import find_join_link, is_live, take_place
from communities.joining.newcomers import Newcomer, join, membership_in, newcomer_from
from communities.joining.requests import request_to_join
from communities.models import Community, Joining, Membership, Visibility
from communities.signing_in import once
from communities.signing_in.confirming import owner_of, write_to_owner
from communities.signing_in.guessing import address_range
from communities.signing_in.pages import let_in
from communities.ways_in import JoinLink
from plumbing.database.locking import lock
from plumbing.database.session import db
from plumbing.drawing.previews import picture_of
from plumbing.security import keep_nowhere, limiter
from plumbing.web import Page, transaction
from plumbing.words.language import COOKIE
from plumbing.words.language import language as reading

pages = Blueprint("joining", __name__)
pages.after_request(keep_nowhere)

JOINING = "600 per 10 minutes"
"""From one range of addresses: a hall full of people behind one of them is let through."""


def from_one_place() -> str:
    return f"range:{address_range(request.remote_addr)}"


@pages.get("/mee/<token>")
def landing(token: str) -> Page:
    link = find_join_link(db.session, token)
    if link is None or (not is_live(link) and not _is_member(link.community)):
        return _too_late()
    if _is_member(link.community):
        return _to(link.community)
    shown = url_for(".picture_by_link", token=link.token)
    return _page(link.community, at_once=_lets_in(link.community), picture=shown)


@pages.post("/mee/<token>")
@limiter.limit(JOINING, key_func=from_one_place)
def join_by_link(token: str) -> Page:
    link = find_join_link(db.session, token)
    if link is None:
        return _too_late()
    if not _lets_in(link.community):
        return _came_before(link.community) or _requested(link.community, link)
    return _came_before(link.community) or _joined(link.community, link)


@pages.get("/mee/<token>/gevraagd")
def asked_by_link(token: str) -> Page:
    link = find_join_link(db.session, token)
    if link is None:
        return _too_late()
    return render_template("communities/joining/asked.html", community=link.community)


@pages.get("/mee/<token>/beeld.png")
def picture_by_link(token: str) -> Response:
    """What the link shows in a chat, also of a community that only who holds it may know."""
    link = find_join_link(db.session, token)
    if link is None or not is_live(link):
        abort(404)
    return _picture(link.community)


@pages.get("/g/<slug>/beeld.png")
def picture(slug: str) -> Response:
    return _picture(_open_to_strangers(slug).community)


@pages.get("/g/<slug>/meedoen")
def ask(slug: str) -> Page:
    here = _open_to_strangers(slug)
    if here.membership is not None:
        return _to(here.community)
    return _page(here.community, at_once=here.community.joining is Joining.OPEN)


@pages.post("/g/<slug>/meedoen")
@limiter.limit(JOINING, key_func=from_one_place)
def request_place(slug: str) -> Page:
    """In at once where joining is open, else a facilitator answers."""
    here = _open_to_strangers(slug)
    community = here.community
    if here.membership is not None:
        return _to(community)
    match community.joining:
        case Joining.OPEN:
            lock(db.session, community, "id")
            return _came_before(community) or _joined(community, None)
        case Joining.REQUEST:
            return _requested(community, None)
        case _:
            return _page(community, at_once=False), 403


@pages.get("/g/<slug>/meedoen/gevraagd")
def asked(slug: str) -> Page:
    return render_template(
        "communities/joining/asked.html", community=_open_to_strangers(slug).community
    )


def _picture(community: Community) -> Response:
    return picture_of(community.name, _("Hier beslissen we samen."))


def _open_to_strangers(slug: str) -> Here:
    return community_for(slug)


def _joined(community: Community, link: JoinLink | None) -> Page:
    person, form = current_person(), request.form.get("once", "")
    try:
        with transaction(lambda errors: _page(community, at_once=True, errors=errors)):
            newcomer = newcomer_from(request.form, name=person.name if person else "")
            owner = owner_of(db.session, newcomer.email) if newcomer.email and not person else None
            if owner is not None:
                write_to_owner(db.session, owner, request.path)
                return render_template(
                    "communities/joining/mailed.html", address=newcomer.email, bare=True
                )
            if link is not None and not take_place(db.session, link):
                abort(make_response(_too_late()))
            member = join(db.session, community, newcomer, person, form)
    except IntegrityError:
        # The same form at the same moment: the other one did it.
        return _came_before(community) or _too_late()
    return _welcome(member, newcomer, is_new=person is None)


def _requested(community: Community, link: JoinLink | None) -> Page:
    person = current_person()
    with transaction(lambda errors: _page(community, at_once=False, errors=errors)):
        newcomer = newcomer_from(request.form, name=person.name if person else "")
        is_new = request_to_join(db.session, community, newcomer, person)
        if is_new and link is not None and not take_place(db.session, link):
            abort(make_response(_too_late()))
    if link is not None:
        return redirect(url_for(".asked_by_link", token=link.token), 303)
    return redirect(url_for(".asked", slug=community.slug), 303)


def _welcome(member: Membership, newcomer: Newcomer, *, is_new: bool) -> Response:
    path = url_for("communities.show", slug=member.community.slug)
    response = let_in(member.person, path) if is_new else redirect(path, 303)
    flash(_("Welkom, %(name)s. Je bent nu lid.", name=member.name))
    if is_new and newcomer.email:
        flash(_("Kijk ook in je mail en zeg daar dat je mailadres klopt."))
    if is_new:
        keep_in_cookie(response, COOKIE, newcomer.language)
    return response


def _came_before(community: Community) -> Response | None:
    """Who sent this form before, or is a member already, just goes on."""
    if _is_member(community):
        return _to(community)
    taken = once.taken_before(db.session, request.form.get("once", ""))
    return let_in(taken.person, taken.next_path) if taken else None


def _lets_in(community: Community) -> bool:
    """Is who holds a link in at once? Where one asks first, the link only leads to the question."""
    return community.joining is not Joining.REQUEST


def _is_member(community: Community) -> bool:
    return membership_in(db.session, community, current_person()) is not None


def _to(community: Community) -> Response:
    return redirect(url_for("communities.show", slug=community.slug), 303)


def _page(
    community: Community,
    *,
    at_once: bool,
    errors: dict[str, str] | None = None,
    picture: str = "",
) -> str:
    is_public = community.visibility is Visibility.PUBLIC
    if is_public:
        picture = url_for(".picture", slug=community.slug)
    values: dict[str, Any] = {
        "community": community,
        "at_once": at_once,
        "person": current_person(),
        "errors": errors or {},
        "typed": request.form,
        "spoken": request.form.get("language") or reading(),
        "once": request.form.get("once") or once.new_form(),
        "picture": picture,
    }
    return render_template("communities/joining/landing.html", **values)


def _too_late() -> Page:
    return render_template("communities/joining/too_late.html"), 410
