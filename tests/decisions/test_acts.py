"""Every button of a decision's page does what it says, and what can be done has its button."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.models import Decision, ResultsVisible, Secrecy
from plumbing.values import replace
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CONSENT, GARDEN, address, opened

Opened = Callable[[Flask, Session, Linde, FlaskClient], Decision]


def _agreed(app: Flask, session: Session, cast: Linde, _client: FlaskClient) -> Decision:
    return opened(app, session, cast, replace(GARDEN, early_closing=True))


def _not_agreed(app: Flask, session: Session, cast: Linde, _client: FlaskClient) -> Decision:
    return opened(app, session, cast, GARDEN)


def _seen_already(app: Flask, session: Session, cast: Linde, _client: FlaskClient) -> Decision:
    decision = opened(
        app,
        session,
        cast,
        replace(GARDEN, secrecy=Secrecy.OPEN, results_visible=ResultsVisible.LIVE),
    )
    decision.early_closing = True
    session.commit()
    return decision


def _by_reasons(app: Flask, session: Session, cast: Linde, _client: FlaskClient) -> Decision:
    return opened(app, session, cast, CONSENT)


def _quick(app: Flask, session: Session, cast: Linde, client: FlaskClient) -> Decision:
    client.post("/g/linde/snelle-vraag", data={"question": "Zullen we samen eten?"})
    session.rollback()
    return session.scalars(select(Decision).order_by(Decision.id.desc()).limit(1)).one()


@pytest.mark.parametrize("story", [_agreed, _not_agreed, _seen_already, _by_reasons, _quick])
def test_closing_has_a_button_exactly_where_it_is_taken(
    app: Flask, session: Session, cast: Linde, browser: SignIn, story: Opened
) -> None:
    client = browser(cast.marleen)
    decision = story(app, session, cast, client)

    page = client.get(address(decision, "?eerst=besluit"))
    closed = client.post(address(decision, "/sluiting"))

    assert closed.status_code == (303 if '/sluiting"' in page.text else 409)


def test_a_quick_question_can_be_closed_from_its_page(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    client = browser(cast.marleen)
    question = _quick(app, session, cast, client)

    page = client.get(address(question, "?eerst=besluit"))

    assert '/sluiting"' in page.text
