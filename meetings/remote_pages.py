"""The facilitator's remote control of the big screen, on her phone."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for

from communities.access import Here, community_for
from communities.permissions import Action
from decisions.access import decision_for
from decisions.counting.sealing import SECRETS
from decisions.counting.tally import FEWEST_SHOWN
from decisions.counting.turnout import turnout_of
from decisions.visibility import may_see_result
from meetings import screens
from meetings.models import Screen
from meetings.screen_pages import short_address
from meetings.shown import revision_of
from plumbing.database.session import db
from plumbing.paths import absolute
from plumbing.web import Page, transaction, wants_fragment

pages = Blueprint("remote", __name__, url_prefix="/g/<slug>/scherm")


@pages.get("")
def show(slug: str) -> Page:
    here = community_for(slug, Action.RUN_SCREEN)
    screen = screens.screen_of(db.session, here.community)
    decision = screen.decision if screen else None
    current = decision.rounds[-1] if decision and decision.rounds else None
    return render_template(
        "meetings/_remote.html" if wants_fragment() else "meetings/remote.html",
        here_is=here,
        screen=screen,
        decision=decision,
        turnout=turnout_of(db.session, decision, current) if decision and current else None,
        may_reveal=_may_reveal(screen),
        few=FEWEST_SHOWN,
        others=screens.showable(db.session, here.community),
        address=absolute(url_for("screens.ask")).partition("://")[2],
        phones=short_address(),
        revision=revision_of(screen, with_votes=True)(db.session) if screen else "",
    )


@pages.post("")
def put(slug: str) -> Page:
    """Show a decision; without one only the way in."""
    here = community_for(slug, Action.RUN_SCREEN)
    number = request.form.get("number", "")
    if not number:
        return _done(here, lambda: screens.ready(db.session, here.community, here.member))
    if not number.isdecimal() or len(number) > 9:
        abort(404)
    found = decision_for(slug, int(number), Action.RUN_SCREEN)
    return _done(
        here, lambda: screens.put(db.session, found.community, found.decision, found.member)
    )


@pages.post("/rust")
def blank(slug: str) -> Page:
    """Empty, or no longer."""
    here = community_for(slug, Action.RUN_SCREEN)
    is_blank = request.form.get("blank") == "1"
    return _done(here, lambda: screens.blank(db.session, here.community, is_blank=is_blank))


@pages.post("/uitslag")
def reveal(slug: str) -> Page:
    here = community_for(slug, Action.RUN_SCREEN)
    with transaction():
        has_sealed = screens.reveal(db.session, here.community, here.member)
    if has_sealed:
        db.scrub(*SECRETS)
    return _back(here)


@pages.post("/einde")
def end(slug: str) -> Page:
    """Take the decision away, or with it the whole screen."""
    here = community_for(slug, Action.RUN_SCREEN)
    whole = request.form.get("whole") == "1"
    act = screens.put_away if whole else screens.take_away
    return _done(here, lambda: act(db.session, here.community))


def _may_reveal(screen: Screen | None) -> bool:
    """Would pressing it show anything that is not there yet?"""
    if screen is None or screen.decision is None or (screen.shows_result and not screen.is_blank):
        return False
    decision = screen.decision
    return not decision.binds or decision.is_over or may_see_result(decision, None)


def _done(here: Here, act: Callable[[], object]) -> Page:
    with transaction():
        act()
    return _back(here)


def _back(here: Here) -> Page:
    if wants_fragment():
        return "", 204
    return redirect(url_for(".show", slug=here.community.slug), 303)
