"""The big screen as a page that anybody opens by its digits; it follows by itself."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask import session as cookies
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from communities.access import current_person
from communities.models import Community, Membership
from communities.permissions import Action, may
from communities.signing_in import guessing
from decisions.counting.closing import seal_what_is_due
from meetings.models import Screen
from meetings.screens import find_screen, has_ended
from meetings.shown import on_screen, revision_of
from plumbing import live
from plumbing.database.session import db
from plumbing.drawing import qr
from plumbing.paths import absolute
from plumbing.security import keep_nowhere
from plumbing.web import Page, wants_fragment
from plumbing.words.language import WHOLE, speak

pages = Blueprint("screens", __name__, url_prefix="/scherm")
pages.after_request(keep_nowhere)

KNOWN, MOST_KNOWN = "screens", 5
LENGTHS = range(4, 7)


@pages.get("")
def ask() -> Page:
    """Type the digits, on the computer that is joined to the projector."""
    code = "".join(request.args.get("code", "").split())
    if not code:
        return render_template("meetings/ask.html", wrong="", typed="")
    if _looks_right(code) and _found(code) is not None:
        return redirect(url_for(".show", code=code), 303)
    return _unknown(code), 422


@pages.get("/<code>")
def show(code: str) -> Page:
    screen = screen_by(code)
    if screen is None:
        return _unknown(code), 404
    community = screen.community
    if community.language in WHOLE:
        speak(community.language)
    g.time_zone = community.time_zone
    # Asked first: what is written in between is then told as a change.
    revision = revision_of(screen, with_votes=True)(db.session)
    template = "meetings/_screen.html" if wants_fragment() else "meetings/screen.html"
    return render_template(
        template,
        screen=screen,
        place=community,
        on=on_screen(db.session, screen),
        revision=revision,
        runs=_runs_it(community),
        address=short_address(),
        picture=qr.drawn(way_in(screen)),
    )


@pages.get("/<code>/stroom")
def stream(code: str) -> Response:
    """That something changed, and nothing else."""
    screen = screen_by(code)
    if screen is None:
        abort(404)
    return live.stream(("screen", screen.id), revision_of(screen, with_votes=True))


def screen_by(code: str) -> Screen | None:
    """The screen with these digits, after sealing what is due on it; guessing is slowed."""
    if not _looks_right(code):
        return None
    screen = _found(code)
    if screen is None:
        return None
    decision = screen.decision
    if decision is not None and decision.is_due():
        seal_what_is_due(screen.community_id)
        db.session.expire_all()
        screen = find_screen(db.session, code)
    return screen


def short_address() -> str:
    """Where one types the digits, without what every address begins with."""
    return absolute("/kom").partition("://")[2]


def way_in(screen: Screen) -> str:
    """What the code with squares says."""
    return absolute(f"/kom/{screen.code}")


def _found(code: str) -> Screen | None:
    known = cookies.get(KNOWN, [])
    # A screen that is running never goes dark because others in the hall mistyped.
    if code not in known and guessing.must_wait(code):
        return None
    screen = find_screen(db.session, code)
    if screen is None or (has_ended(screen) and code not in known):
        db.only_read()
        guessing.was_wrong(code)
        return None
    if code not in known:
        cookies[KNOWN] = [code, *known][:MOST_KNOWN]
    return screen


def _looks_right(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) in LENGTHS


def _unknown(code: str) -> str:
    wrong = _("Er is geen scherm met deze cijfers. Kijk nog eens, of vraag de gespreksleider.")
    return render_template("meetings/ask.html", wrong=wrong, typed=code[:12])


def _runs_it(community: Community) -> bool:
    """May whoever is signed in on this computer press R?"""
    person = current_person()
    if person is None:
        return False
    membership = db.session.scalar(
        select(Membership).where(
            Membership.community_id == community.id,
            Membership.person_id == person.id,
            Membership.is_still_here(),
        )
    )
    return may(membership, Action.RUN_SCREEN)
