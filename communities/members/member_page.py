"""One member for who brings people in: how she can be reached, and the code in her letter."""

from flask import abort, after_this_request, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from communities import events, log
from communities.access import Here, community_for
from communities.members import pages as members
from communities.memberships import role_name
from communities.models import Membership
from communities.permissions import Action
from communities.signing_in.letter_codes import live_code_of, revoke
from communities.signing_in.links import make_sign_in_link
from plumbing.database.session import db
from plumbing.security import keep_nowhere
from plumbing.web import Page, transaction

pages = members.pages

LINK_MINUTES = 24 * 60


@pages.get("/leden/<int:member_id>")
def show(slug: str, member_id: int) -> Page:
    return _page(*_member(slug, member_id))


@pages.post("/leden/<int:member_id>/inloglink")
def sign_in_link(slug: str, member_id: int) -> Page:
    """Makes a link and shows it on this response alone; the log tells that it was made."""
    here, member = _member(slug, member_id)
    with transaction():
        link = make_sign_in_link(
            db.session, member.person, made_by=here.member, minutes=LINK_MINUTES
        )
    return _page(here, member, link)


@pages.post("/leden/<int:member_id>/intrekking")
def revocation(slug: str, member_id: int) -> Page:
    """Revokes the code in her letter."""
    here, member = _member(slug, member_id)
    with transaction():
        if live_code_of(db.session, member) is not None:
            revoke(db.session, member, here.member)
    flash(_("De code in de brief van %(name)s werkt niet meer.", name=member.name))
    return _back(slug, member)


@pages.post("/leden/<int:member_id>/brieven")
def letters(slug: str, member_id: int) -> Page:
    """Notes whether she wants letters."""
    here, member = _member(slug, member_id)
    wants = request.form.get("wants") == "1"
    if wants is not member.wants_letters:
        with transaction():
            member.wants_letters = wants
            action = "letters_wanted" if wants else "letters_unwanted"
            log.note(db.session, here.community.id, action, here.member, member)
    flash(_("Bewaard."))
    return _back(slug, member)


def _member(slug: str, member_id: int) -> tuple[Here, Membership]:
    after_this_request(keep_nowhere)
    here = community_for(slug, Action.INVITE)
    member = db.session.scalar(
        select(Membership)
        .where(
            Membership.id == member_id,
            Membership.community_id == here.community.id,
            Membership.is_still_here(),
        )
        .options(joinedload(Membership.person), joinedload(Membership.household))
    )
    if member is None:
        abort(404)
    return here, member


def _page(here: Here, member: Membership, link: str = "") -> str:
    return render_template(
        "communities/members/member.html",
        member=member,
        role=role_name(member.role_now.value),
        code=live_code_of(db.session, member),
        letters=[letter for ask in events.letters_sent for letter in ask(db.session, member)],
        done=log.lines_of(db.session, here.community.id, about=member),
        link=link,
    )


def _back(slug: str, member: Membership) -> Response:
    return redirect(url_for(".show", slug=slug, member_id=member.id), 303)


SENTENCES: log.Sentences = {
    "letters_wanted": lambda by, details: _(
        "%(by)s schreef op dat %(name)s brieven wil.", by=by, name=details["name"]
    ),
    "letters_unwanted": lambda by, details: _(
        "%(by)s schreef op dat %(name)s geen brieven wil.", by=by, name=details["name"]
    ),
}
