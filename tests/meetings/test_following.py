"""A phone goes along with the screen: in by its digits, to the ballot, and on."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.cast import Linde, join
from tests.conftest import SignIn
from tests.decisions.scenes import opened, vote
from tests.meetings.test_quick_question import QUESTION, YES, asked, reveal
from tests.meetings.test_screens import screen_in


def along(client: FlaskClient, session: Session) -> str:
    """Scan the screen and read what the phone shows in the end."""
    code = screen_in(session).code
    return client.get(f"/kom/{code}", follow_redirects=True).text


def test_the_digits_lead_to_the_ballot(session: Session, cast: Linde, browser: SignIn) -> None:
    asked(browser(cast.marleen), session)

    page = along(browser(cast.fatma), session)

    assert 'name="choice"' in page
    assert QUESTION in page


def test_typed_digits_lead_there_too(session: Session, cast: Linde, browser: SignIn) -> None:
    asked(browser(cast.marleen), session)

    answer = browser(cast.fatma).post("/kom", data={"code": screen_in(session).code})

    assert answer.location.endswith("/mee")


def test_who_is_not_signed_in_chooses_how_and_comes_back(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    asked(browser(cast.marleen), session)
    code = screen_in(session).code

    page = along(browser(), session)

    assert f"/in?next=/scherm/{code}/mee" in page
    assert 'href="/kom"' in page
    assert QUESTION not in page


def test_somebody_from_elsewhere_is_told_so(session: Session, cast: Linde, browser: SignIn) -> None:
    asked(browser(cast.marleen), session)

    assert "Je bent hier nog geen lid" in along(browser(cast.bram), session)


def test_after_her_vote_the_receipt_follows_the_screen(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    fatma = browser(cast.fatma)
    decision = asked(browser(cast.marleen), session)
    along(fatma, session)
    vote(fatma, decision, YES)

    page = along(fatma, session)

    assert "Je stem telt mee." in page
    assert "Meehelpen kan altijd" not in page
    code = screen_in(session).code
    assert len(re.findall(rf'hx-sse:connect="/scherm/{code}/mee/stroom\?gezien=\w+"', page)) == 1


def test_who_votes_at_home_is_not_taken_along(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    fatma = browser(cast.fatma)
    decision = asked(browser(cast.marleen), session)
    vote(fatma, decision, YES)

    page = fatma.get(f"/g/linde/besluiten/{decision.number}/stem")

    assert "Je stem telt mee." in page.text
    assert "hx-sse:connect" not in page.text


def test_the_phone_waits_goes_on_and_sees_what_came_out(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen, fatma = browser(cast.marleen), browser(cast.fatma)
    marleen.post("/g/linde/scherm")
    waiting = along(fatma, session)
    decision = asked(marleen, session)
    ballot = along(fatma, session)
    vote(fatma, decision, YES)
    reveal(marleen)
    result = along(fatma, session)
    asked(marleen, session)

    assert "Hier komt vanzelf de volgende vraag" in waiting
    assert 'name="choice"' in ballot
    assert "Bekijk de uitslag" in result
    assert 'name="choice"' in along(fatma, session)


def test_the_phone_of_a_voter_never_shows_a_result_before_the_screen_may(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen, fatma = browser(cast.marleen), browser(cast.fatma)
    decision = asked(marleen, session)
    vote(fatma, decision, YES)
    closing = f"/g/linde/besluiten/{decision.number}/sluiting"
    assert marleen.post(closing).status_code == 303

    page = along(fatma, session)

    assert "De uitslag komt op het scherm" in page
    assert "Bekijk de uitslag" not in page


def test_who_joined_after_the_opening_does_so_from_the_next_question(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    asked(browser(cast.marleen), session)
    late = join(session, cast.community, "Youssef Amrani")
    session.commit()
    now = along(browser(late), session)
    asked(browser(cast.marleen), session)

    assert "Je doet mee vanaf de volgende vraag" in now
    assert 'name="choice"' in along(browser(late), session)


@pytest.mark.parametrize("name", ["olga", "sanne"])
def test_who_has_no_vote_only_looks(
    session: Session, cast: Linde, browser: SignIn, name: str
) -> None:
    asked(browser(cast.marleen), session)

    assert "Je stemt zelf niet mee" in along(browser(getattr(cast, name)), session)


def test_any_decision_on_the_screen_is_on_the_phones(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    browser(cast.marleen).post("/g/linde/scherm", data={"number": decision.number})

    page = along(browser(cast.henk), session)

    assert 'name="choice"' in page
    assert decision.title in page
