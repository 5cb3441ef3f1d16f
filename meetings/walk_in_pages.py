"""Walk-in: a name and a street, and in ten seconds a card to scan."""

from flask import Blueprint, abort, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from communities.access import Here, community_for
from communities.models import Membership
from communities.permissions import Action
from meetings.walking_in import alike, card_for, typed_in, walk_in
from plumbing.database.session import db
from plumbing.drawing import qr
from plumbing.security import keep_nowhere
from plumbing.web import Page, transaction

pages = Blueprint("walk_in", __name__, url_prefix="/g/<slug>")
pages.after_request(keep_nowhere)


@pages.get("/binnenlopen")
def ask(slug: str) -> Page:
    community_for(slug, Action.INVITE)
    return _form({})


@pages.post("/binnenlopen")
def enter(slug: str) -> Page:
    """Her card; or first the question whether she is one of those who are here already."""
    here = community_for(slug, Action.INVITE)
    chosen, is_new = request.form.get("member", ""), request.form.get("new", "")
    with transaction(_form):
        if chosen:
            member = _member(here, chosen)
        else:
            typed = typed_in(request.form)
            found = [] if is_new else alike(db.session, here.community, typed["name"])
            if found:
                return render_template("meetings/is_it.html", found=found, typed=typed)
            member = walk_in(db.session, here.community, typed, here.member)
        card = card_for(db.session, member, here.member)
    return render_template("meetings/card.html", card=card, picture=qr.drawn(card.link))


def _member(here: Here, chosen: str) -> Membership:
    if not chosen.isdecimal() or len(chosen) > 9:
        abort(404)
    member = db.session.scalar(
        select(Membership)
        .where(
            Membership.id == int(chosen),
            Membership.community_id == here.community.id,
            Membership.is_still_here(),
        )
        .options(joinedload(Membership.person), joinedload(Membership.community))
    )
    if member is None:
        abort(404)
    return member


def _form(errors: dict[str, str]) -> str:
    return render_template("meetings/walk_in.html", errors=errors, typed=request.form)
