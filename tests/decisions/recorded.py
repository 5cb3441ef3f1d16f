"""Decisions of De Linde that are closed, worded or recorded, for tests that start there."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from decisions.counting.closing import seal_what_is_due
from decisions.models import Decision
from decisions.opening.draft import Draft
from plumbing.clock import clock_at
from tests.cast import START, Linde, linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, GARDEN, address, opened, vote
from tests.kept import told

AFTER = CLOSING + timedelta(hours=1)
LATER = CLOSING + timedelta(hours=50)
WORDS = {
    "words": "Er komt een moestuin op het gras, met ruimte voor de goals.",
    "hearing_words": "De kinderen die er spelen vroegen we niet.",
    "done_to_hear": "6 mei: Samira belde aan bij het hele portiek.",
    "next_time": "Volgende keer vragen we het op het plein.",
    "review_on": (START + timedelta(days=90)).date().isoformat(),
}
SIX_VOTES = (
    ("fatma", 1),
    ("henk", -1),
    ("piet", 1),
    ("samira", 1),
    ("joost", 1),
    ("marleen", 0),
)


def closed(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    draft: Draft = GARDEN,
    votes: tuple[tuple[str, int], ...] = SIX_VOTES,
) -> Decision:
    """Four for, one against, one blank, and the deadline has passed."""

    def story() -> Decision:
        decision = opened(app, session, cast, draft)
        for name, mark in votes:
            choice = f"voorstel={mark}" if mark else "blank"
            assert vote(browser(getattr(cast, name)), decision, choice).status_code in (200, 303)
        with clock_at(AFTER), app.app_context():
            seal_what_is_due()
        session.expire_all()
        return decision

    return told(session, ("closed", repr((draft, votes))), story, after=linde)


def worded(app: Flask, session: Session, cast: Linde, browser: SignIn, **scene: Any) -> Decision:
    """Closed, and put into words by Marleen."""

    def story() -> Decision:
        decision = closed(app, session, cast, browser, **scene)
        with clock_at(AFTER):
            page = browser(cast.marleen).post(address(decision, "/besluit/formulering"), data=WORDS)
        assert page.status_code == 303, page.text
        return decision

    return told(session, ("worded", repr(scene)), story, after=linde)


def recorded(app: Flask, session: Session, cast: Linde, browser: SignIn, **scene: Any) -> Decision:
    """Fixed, 48 hours after it was worded."""

    def story() -> Decision:
        decision = worded(app, session, cast, browser, **scene)
        with clock_at(LATER):
            page = browser(cast.marleen).post(address(decision, "/besluit/vastlegging"))
        assert page.status_code == 303, page.text
        session.expire_all()
        return decision

    return told(session, ("recorded", repr(scene)), story, after=linde)
