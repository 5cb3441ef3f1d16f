"""People in: who asks to be let in, and the link to share with its poster."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from communities.access import Here, community_for
from communities.joining import links as join_links
from communities.joining.poster import POSTER_SIZES, poster_of
from communities.joining.requests import accept, refuse, waiting_requests
from communities.permissions import Action
from communities.typed_text import clean
from communities.ways_in import JoinLink, JoinRequest
from plumbing.database.session import db
from plumbing.drawing import qr
from plumbing.security import keep_nowhere
from plumbing.web import Invalid, Page, transaction

pages = Blueprint("people", __name__, url_prefix="/g/<slug>/mensen")
pages.after_request(keep_nowhere)


@pages.get("")
def index(slug: str) -> Page:
    return people_page(community_for(slug, Action.INVITE))


@pages.post("/link")
def make_link(slug: str) -> Page:
    here = community_for(slug, Action.INVITE)
    with transaction(lambda errors: people_page(here, errors)):
        most = _number("most", join_links.MOST_JOINERS)
        days = _number("days", join_links.LONGEST_DAYS)
        join_links.make_join_link(db.session, here.community, here.member, most, days)
    return _back(slug, _("De link is klaar. Deel hem, of print de poster."), "link")


@pages.post("/link/<int:link_id>/intrekking")
def revoke_link(slug: str, link_id: int) -> Page:
    here = community_for(slug, Action.INVITE)
    with transaction():
        join_links.revoke_join_link(db.session, _link(here, link_id), here.member)
    return _back(slug, _("De link werkt niet meer."), "link")


@pages.get("/link/<int:link_id>/poster.pdf")
def poster(slug: str, link_id: int) -> Page:
    here = community_for(slug, Action.INVITE)
    link = _link(here, link_id)
    size = request.args.get("papier", "a4")
    if size not in POSTER_SIZES or not join_links.is_live(link):
        abort(404)
    response = Response(poster_of(here.community, link, size), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename=f"{slug}-{size}.pdf")
    return response


@pages.post("/verzoeken/<int:request_id>/toelating")
def let_in(slug: str, request_id: int) -> Page:
    here = community_for(slug, Action.INVITE)
    with transaction():
        member = accept(db.session, _request(here, request_id), here.member)
    if member is None:
        return _back(slug, _("Dit is al beantwoord."), "requests")
    words = _("%(name)s is nu lid.", name=member.name)
    if not member.person.email:
        more = _("%(name)s heeft geen mail. Maak een brief met een code.", name=member.name)
        words = f"{words} {more}"
    return _back(slug, words, "requests")


@pages.post("/verzoeken/<int:request_id>/weigering")
def refusal(slug: str, request_id: int) -> Page:
    here = community_for(slug, Action.INVITE)
    reason = clean(request.form.get("reason", ""))[:500]
    with transaction():
        refused = refuse(db.session, _request(here, request_id), here.member, reason)
    words = _("Het verzoek is weg.") if refused else _("Dit is al beantwoord.")
    return _back(slug, words, "requests")


def _number(name: str, most: int) -> int:
    typed = request.form.get(name, "").strip()
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    if not 1 <= number <= most:
        raise Invalid({name: _("Vul een getal in van 1 tot en met %(most)s.", most=most)})
    return number


def _link(here: Here, link_id: int) -> JoinLink:
    link = db.session.scalar(
        select(JoinLink).where(JoinLink.id == link_id, JoinLink.community_id == here.community.id)
    )
    if link is None:
        abort(404)
    return link


def _request(here: Here, request_id: int) -> JoinRequest:
    found = db.session.scalar(
        select(JoinRequest).where(
            JoinRequest.id == request_id, JoinRequest.community_id == here.community.id
        )
    )
    if found is None:
        abort(404)
    return found


def _back(slug: str, words: str, anchor: str) -> BaseResponse:
    flash(words)
    return redirect(url_for(".index", slug=slug, _anchor=anchor), 303)


def people_page(here: Here, errors: dict[str, str] | None = None) -> str:
    """All ways in; with what is wrong about one of them, if anything is."""
    links = join_links.live_links(db.session, here.community)
    return render_template(
        "communities/joining/people.html",
        requests=waiting_requests(db.session, here.community),
        links=[
            (link, join_links.address_of(link), qr.drawn(join_links.address_of(link)))
            for link in links
        ],
        typed=request.form,
        errors=errors or {},
    )
