"""Looking back on the day that was set: who asks, what is kept, and where it stands."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from communities.models import Visibility
from decisions.log import chain_holds
from decisions.models import Decision, LogRow
from decisions.records.models import Review
from plumbing.clock import clock_at
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.decisions.recorded import LATER, recorded
from tests.decisions.scenes import address

REVIEW_DAY = START + timedelta(days=90)
ANSWER = {"verdict": "adjust", "learned": "In de zomer droogt het uit."}


@pytest.fixture
def garden(app: Flask, session: Session, cast: Linde, browser: SignIn) -> Decision:
    """Recorded, with a day to look back."""
    return recorded(app, session, cast, browser)


def test_what_the_group_says_stands_with_the_record_and_in_the_register(
    session: Session, cast: Linde, browser: SignIn, garden: Decision
) -> None:
    cast.community.visibility = Visibility.PUBLIC

    with clock_at(REVIEW_DAY):
        form = browser(cast.marleen).get(address(garden, "/besluit")).text
        answer = browser(cast.marleen).post(address(garden, "/besluit/terugblik"), data=ANSWER)
        record = browser(cast.fatma).get(address(garden, "/besluit")).text
        register = browser().get("/g/linde/besluiten").text
        home = browser(cast.henk).get("/").text

    assert "Wat leerden jullie?" in form
    assert answer.status_code == 303
    assert "Bijna, we passen het aan." in record
    assert "In de zomer droogt het uit." in record
    assert "Marleen de Wit, 2\N{NO-BREAK SPACE}augustus 2026." in record
    assert "Werkt het nog? Bijna, we passen het aan." in register
    assert "Werkt het nog? Bijna, we passen het aan." in home


def test_it_is_answered_once_and_never_changed(
    session: Session, cast: Linde, browser: SignIn, garden: Decision
) -> None:
    path = address(garden, "/besluit/terugblik")

    with clock_at(REVIEW_DAY):
        browser(cast.marleen).post(path, data=ANSWER)
        again = browser(cast.olga).post(path, data=ANSWER | {"verdict": "keep"})
        asked = browser(cast.olga).get("/").text
    rows = session.scalars(select(LogRow).order_by(LogRow.number)).all()

    assert again.status_code == 409
    assert "Werkt het nog: “" not in asked
    assert rows[-1].kind == "reviewed"
    assert chain_holds(rows)
    session.rollback()
    for attempt in ("UPDATE review SET words = 'x'", "DELETE FROM review"):
        with pytest.raises(DBAPIError):
            session.execute(text(attempt))
        session.rollback()


def test_before_that_day_nobody_answers(
    session: Session, cast: Linde, browser: SignIn, garden: Decision
) -> None:
    with clock_at(LATER):
        page = browser(cast.marleen).get(address(garden, "/besluit")).text
        answer = browser(cast.marleen).post(address(garden, "/besluit/terugblik"), data=ANSWER)

    assert "Wat leerden jullie?" not in page
    assert answer.status_code == 409


@pytest.mark.parametrize("who", ["fatma", "joost", "sanne"])
def test_who_does_not_lead_cannot_answer(
    cast: Linde, browser: SignIn, garden: Decision, who: str
) -> None:
    client = browser(getattr(cast, who))

    with clock_at(REVIEW_DAY):
        page = client.get(address(garden, "/besluit")).text
        answer = client.post(address(garden, "/besluit/terugblik"), data=ANSWER)

    assert "Wat leerden jullie?" not in page
    assert answer.status_code == 403


def test_what_is_missing_is_told_and_what_was_typed_stays(
    session: Session, cast: Linde, browser: SignIn, garden: Decision
) -> None:
    with clock_at(REVIEW_DAY):
        page = browser(cast.marleen).post(
            address(garden, "/besluit/terugblik"), data={"learned": "Het droogt uit."}
        )

    assert page.status_code == 422
    assert "Kies wat jullie ervan vinden." in page.text
    assert "Het droogt uit." in page.text
    assert session.scalar(select(Review)) is None
