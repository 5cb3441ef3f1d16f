"""Phones that follow the big screen: the ballot of what is on it, or a page that waits for it."""

from flask import Blueprint, g, redirect, render_template, url_for
from flask import session as cookies
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.access import current_person
from communities.models import Membership, Person
from decisions.ballots.after_voting import Onward
from decisions.counting.verdicts import verdict_of
from decisions.models import Decision
from decisions.roll import RollEntry
from decisions.visibility import may_see_result
from meetings.models import Screen
from meetings.screen_pages import screen_by
from meetings.screens import find_screen, has_ended, is_live
from meetings.shown import revision_of
from plumbing import live
from plumbing.database.session import db
from plumbing.security import keep_nowhere
from plumbing.values import Struct
from plumbing.web import Page

pages = Blueprint("following", __name__, url_prefix="/scherm/<code>/mee")
pages.after_request(keep_nowhere)

ALONG = "along"
"""The digits of the screen that this phone follows."""


class Waiting(Struct, frozen=True):
    """Why there is no ballot for her now; `verdict` is what came out, if she may know."""

    why: str
    """nothing, voted, not_yet, no_vote, counting, result or over"""
    decision: Decision | None = None
    verdict: str = ""


@pages.get("")
def show(code: str) -> Page:
    screen = screen_by(code)
    if screen is None:
        return redirect(url_for("coming.ask"), 303)
    person = current_person()
    community = screen.community
    g.time_zone = community.time_zone
    if person is None:
        next_path = url_for(".show", code=code)
        return render_template("meetings/who.html", place=community, next_path=next_path)
    member = _member(db.session, screen, person)
    if member is None:
        return render_template("meetings/stranger.html", place=community, person=person)
    cookies[ALONG] = code
    onward = _onward(db.session, screen)
    waiting = _waiting(db.session, screen, member)
    if waiting is None:
        assert screen.decision is not None
        return redirect(url_for("ballots.show", slug=community.slug, number=screen.decision), 303)
    return render_template("meetings/along.html", place=community, waiting=waiting, onward=onward)


@pages.get("/stroom")
def stream(code: str) -> Page:
    """That there is something else to do now; not each vote of somebody else."""
    screen = screen_by(code)
    if screen is None:
        return "", 404
    return live.stream(("phones", screen.id), revision_of(screen, with_votes=False))


def onward(session: Session, decision: Decision) -> Onward | None:
    """For who came in by the screen, back to it after her vote."""
    code = cookies.get(ALONG)
    if code is None:
        return None
    screen = session.scalar(
        select(Screen).where(
            Screen.code == code, Screen.community_id == decision.community_id, is_live()
        )
    )
    return _onward(session, screen) if screen else None


def path_for(session: Session, digits: str) -> str | None:
    """The path that the digits of a screen lead a phone to; None where there is no such screen."""
    screen = find_screen(session, digits)
    if screen is None or has_ended(screen):
        return None
    return url_for("following.show", code=digits)


def _onward(session: Session, screen: Screen) -> Onward:
    seen = revision_of(screen, with_votes=False)(session)
    return Onward(
        url=url_for("following.show", code=screen.code),
        stream=url_for("following.stream", code=screen.code, gezien=seen),
    )


def _waiting(session: Session, screen: Screen, member: Membership) -> Waiting | None:
    """None where the ballot, or the receipt of it, is the page."""
    decision = screen.decision
    if has_ended(screen):
        return Waiting("over")
    if decision is None:
        return Waiting("nothing")
    if decision.is_open:
        if _entry(session, decision, member):
            return None
        return Waiting("not_yet" if member.still_votes() else "no_vote", decision)
    if not may_see_result(decision, None):
        return Waiting("counting", decision)
    kept = decision.rounds[-1].result if decision.rounds else None
    return Waiting("result", decision, verdict_of(decision, kept))


def _entry(session: Session, decision: Decision, member: Membership) -> RollEntry | None:
    return session.scalar(
        select(RollEntry).where(
            RollEntry.decision_id == decision.id,
            RollEntry.membership_id == member.id,
            RollEntry.left_at.is_(None),
        )
    )


def _member(session: Session, screen: Screen, person: Person) -> Membership | None:
    return session.scalar(
        select(Membership).where(
            Membership.community_id == screen.community_id,
            Membership.person_id == person.id,
            Membership.is_still_here(),
        )
    )
