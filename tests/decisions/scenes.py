"""Decisions of De Linde that are under way, for tests that start in the middle."""

import re
from collections.abc import Sequence
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from decisions.models import Decision, Secrecy
from decisions.opening.draft import Draft, OptionDraft, open_decision, prepare
from plumbing.values import replace
from proposals.models import Proposal
from proposals.writing.writing import put_to_discussion, write_proposal
from tests.cast import START, Linde, linde
from tests.kept import told

CLOSING = START + timedelta(days=7)
GARDEN = Draft(
    title="Moestuin op het gras",
    question="Ben je voor of tegen de moestuin?",
    method="majority",
    closes_at=CLOSING,
)
CONSENT = replace(GARDEN, method="consent", secrecy=Secrecy.OPEN, question="Kun je ermee leven?")
DOTS = replace(
    GARDEN,
    method="dots",
    title="Wat eerst?",
    options=tuple(OptionDraft(label) for label in ("Bank", "Boom", "Goal", "Schuur")),
)


def proposal_in_talk(session: Session, cast: Linde, title: str = GARDEN.title) -> Proposal:
    """Joost's garden, on the table."""

    def story() -> Proposal:
        proposal = write_proposal(
            session,
            cast.community,
            cast.joost,
            title=title,
            summary="Vier bakken met groente op het gras.",
            what="We maken vier bakken voor groente en kruiden.",
        )
        put_to_discussion(session, proposal)
        session.commit()
        return proposal

    return told(session, ("in talk", title), story, after=linde)


def opened(app: Flask, session: Session, cast: Linde, draft: Draft = GARDEN) -> Decision:
    """A decision on Joost's garden, opened by Marleen."""

    def story() -> Decision:
        proposal = proposal_in_talk(session, cast, draft.title)
        with app.test_request_context():
            decision = prepare(session, proposal, cast.marleen, draft)
            open_decision(session, decision, cast.marleen)
        session.commit()
        return decision

    return told(session, ("opened", repr(draft)), story, after=linde)


def address(decision: Decision, tail: str = "") -> str:
    return f"/g/linde/besluiten/{decision.number}{tail}"


def nonce_of(page: TestResponse) -> str:
    """The hidden field that makes a form known."""
    found = re.search(r'name="nonce" value="([^"]+)"', page.text)
    assert found is not None, page.text[:500]
    return found[1]


def vote(
    client: FlaskClient, decision: Decision, choice: str = "", **fields: str | Sequence[str]
) -> TestResponse:
    """Open the ballot and send it, as a browser does."""
    path = address(decision, "/stem")
    form = {"nonce": nonce_of(client.get(f"{path}?opnieuw=1")), **fields}
    return client.post(path, data=form | ({"choice": choice} if choice else {}))
