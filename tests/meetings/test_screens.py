"""The big screen tells a room what everybody may know, and nothing before its time."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.models import Decision, Phase, ResultsVisible, Secrecy
from decisions.opening.draft import OptionDraft
from meetings.models import Screen
from meetings.screens import LASTS
from plumbing.clock import clock_at
from plumbing.values import replace
from tests.cast import START, Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import CLOSING, CONSENT, DOTS, GARDEN, address, opened, vote
from tests.meetings.test_quick_question import NO, YES, asked, reveal

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
FIVE = ("fatma", "joost", "henk", "samira", "piet")


def screen_in(session: Session) -> Screen:
    session.rollback()
    return session.scalars(select(Screen)).one()


def put(client: FlaskClient, session: Session, decision: Decision) -> str:
    """Put it on the screen; the screen's address."""
    answer = client.post("/g/linde/scherm", data={"number": decision.number})
    assert answer.status_code == 303, answer.text
    return f"/scherm/{screen_in(session).code}"


def state(page: str) -> str:
    found = re.search(r'data-state="(\w+)"', page)
    assert found is not None, page[:300]
    return found[1]


def all_vote(
    browser: SignIn, cast: Linde, decision: Decision, choice: str, names: tuple[str, ...] = FIVE
) -> None:
    for name in names:
        vote(browser(getattr(cast, name)), decision, choice)


def test_anybody_with_the_digits_sees_the_question_and_how_many_voted(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = asked(browser(cast.marleen), session, "Soep", "Taart")
    code = screen_in(session).code
    vote(browser(cast.fatma), decision, "b=1")

    page = browser().get(f"/scherm/{code}").text

    assert state(page) == "voting"
    assert decision.question in page
    assert "Soep" in page
    assert "1 van de 6 stemde" in page
    assert f'gehoord.test/kom<span class="screen-code">{code}</span>' in page


def test_no_name_and_no_way_in_stands_on_it(session: Session, cast: Linde, browser: SignIn) -> None:
    decision = asked(browser(cast.marleen), session)
    all_vote(browser, cast, decision, YES)
    path = f"/scherm/{screen_in(session).code}"
    before = browser().get(path).text
    reveal(browser(cast.marleen))
    after = browser().get(path).text

    for page in (before, after):
        assert not any(getattr(cast, name).name in page for name in (*FIVE, "marleen"))
        assert "csrf_token" not in page
        assert "/in/" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_page_and_fragment_hold_no_result_before_it_is_revealed(
    session: Session, cast: Linde, browser: SignIn, headers: dict[str, str]
) -> None:
    decision = asked(browser(cast.marleen), session, "Soep", "Taart")
    all_vote(browser, cast, decision, "b=1")
    path = f"/scherm/{screen_in(session).code}"
    pages = [browser().get(path, headers=headers).text]
    with clock_at(START + timedelta(hours=3)):
        pages.append(browser().get(path, headers=headers).text)

    session.rollback()
    assert decision.phase is Phase.CLOSED
    assert [state(page) for page in pages] == ["voting", "waiting"]
    for page in pages:
        assert "screen-verdict" not in page
        assert "screen-bar" not in page


def test_revealed_it_shows_verdict_bars_and_asks_whom_we_miss(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)
    all_vote(browser, cast, decision, YES, FIVE[:4])
    vote(browser(cast.piet), decision, NO)

    reveal(marleen)

    page = browser().get(f"/scherm/{screen_in(session).code}").text
    assert state(page) == "result"
    assert '<p class="screen-verdict">Ja</p>' in page
    numbers = re.findall(r'class="screen-number">(\d+)<', page)
    assert numbers == ["4", "1", "0"]
    assert "Wie kent iemand die we nog niet gehoord hebben?" in page


def test_of_a_few_secret_votes_only_the_outcome_is_shown(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)
    all_vote(browser, cast, decision, YES, FIVE[:4])

    reveal(marleen)

    page = browser().get(f"/scherm/{screen_in(session).code}").text
    assert '<p class="screen-verdict">Ja</p>' in page
    assert "screen-bar" not in page
    assert "Daarom tonen we die niet" in page


def test_the_result_of_a_decision_that_is_still_open_is_not_to_be_had(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    decision = opened(app, session, cast, replace(GARDEN, early_closing=True))
    vote(browser(cast.fatma), decision, YES)
    path = put(marleen, session, decision)

    refused = marleen.post("/g/linde/scherm/uitslag")

    assert refused.status_code == 409
    session.rollback()
    assert decision.is_open
    assert state(browser().get(path).text) == "voting"


def test_what_is_seen_after_ones_own_vote_is_not_for_a_screen(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(GARDEN, secrecy=Secrecy.OPEN, results_visible=ResultsVisible.AFTER_VOTING)
    decision = opened(app, session, cast, draft)
    vote(browser(cast.fatma), decision, YES)
    path = put(browser(cast.marleen), session, decision)
    screen_in(session).shows_result = True

    assert state(browser().get(path).text) == "voting"


def test_a_screen_that_says_result_still_asks_whether_it_may(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    asked(browser(cast.marleen), session)
    screen = screen_in(session)
    screen.shows_result = True

    assert state(browser().get(f"/scherm/{screen.code}").text) == "voting"


@pytest.mark.parametrize("draft", [GARDEN, CONSENT, DOTS], ids=["motion", "consent", "dots"])
def test_every_kind_of_decision_goes_on_it_open_and_closed(
    app: Flask, session: Session, cast: Linde, browser: SignIn, draft: object
) -> None:
    marleen = browser(cast.marleen)
    decision = opened(app, session, cast, draft)  # type: ignore[arg-type]
    path = put(marleen, session, decision)
    if decision.method != "dots":
        all_vote(browser, cast, decision, YES)
    open_page = browser().get(path).text
    with clock_at(CLOSING + timedelta(hours=1)):
        put(marleen, session, decision)
        path = f"/scherm/{screen_in(session).code}"
        closed_page = browser().get(path).text

    assert state(open_page) == "voting"
    assert state(closed_page) == "result"
    assert "screen-verdict" in closed_page


def test_blank_shows_nothing_and_back_shows_it_again(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)
    path = f"/scherm/{screen_in(session).code}"
    pages = []
    for blank in "10":
        marleen.post("/g/linde/scherm/rust", data={"blank": blank})
        pages.append(browser().get(path).text)

    assert [state(page) for page in pages] == ["blank", "voting"]
    assert decision.title not in pages[0]


def test_taken_away_and_put_away(session: Session, cast: Linde, browser: SignIn) -> None:
    marleen, room = browser(cast.marleen), browser()
    asked(marleen, session)
    path = f"/scherm/{screen_in(session).code}"
    room.get(path)
    marleen.post("/g/linde/scherm/einde")
    empty = state(room.get(path).text)
    marleen.post("/g/linde/scherm/einde", data={"whole": "1"})

    assert empty == "empty"
    assert state(room.get(path).text) == "ended"
    assert browser().get(path).status_code == 404


def test_yesterdays_digits_open_nothing(session: Session, cast: Linde, browser: SignIn) -> None:
    marleen = browser(cast.marleen)
    asked(marleen, session)
    old = screen_in(session).code

    with clock_at(START + LASTS):
        gone = browser().get(f"/scherm/{old}").status_code
        asked(marleen, session)

    assert gone == 404
    assert screen_in(session).code != old


@pytest.mark.parametrize("code", ["1", "12", "123456789", "abcde", "12345", "%D9%A1%D9%A2"])
def test_other_digits_open_nothing(
    session: Session, cast: Linde, browser: SignIn, code: str
) -> None:
    assert browser().get(f"/scherm/{code}").status_code == 404
    assert browser().get(f"/scherm/{code}/stroom").status_code == 404


def test_only_a_facilitators_screen_has_the_keys(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    asked(browser(cast.marleen), session)
    path = f"/scherm/{screen_in(session).code}"

    keys = [
        browser(who).get(path).text.count("data-key=")
        for who in (None, cast.fatma, cast.sanne, cast.bram, cast.marleen, cast.olga)
    ]

    assert keys == [0, 0, 0, 0, 2, 2]


def test_somebody_elses_decision_never_gets_on_it(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    cast.bram.role = cast.marleen.role

    answer = browser(cast.bram).post("/g/koor/scherm", data={"number": decision.number})

    assert answer.status_code == 404


def test_the_button_stands_on_the_decision_for_who_runs_the_screen(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    page = address(decision, "?eerst=besluit")

    shown = [
        "Op het grote scherm" in browser(who).get(page).text for who in (cast.marleen, cast.henk)
    ]

    assert shown == [True, False]


def test_screen_remote_and_phone_ask_little_of_the_database(
    session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    marleen = browser(cast.marleen)
    for _ in range(3):
        decision = asked(marleen, session, "Soep", "Taart", "Brood")
    all_vote(browser, cast, decision, "a=1")
    reveal(marleen)
    path = f"/scherm/{screen_in(session).code}"

    numbers = []
    for client, asks in ((marleen, path), (marleen, "/g/linde/scherm"), (marleen, f"{path}/mee")):
        with queries() as seen:
            client.get(asks)
        numbers.append(len(seen))

    assert max(numbers) <= 12, numbers


def test_money_stands_beside_each_plan_and_afterwards_what_is_paid_and_left(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    plans = (
        OptionDraft("Bank", cost_cents=40000),
        OptionDraft("Boom", cost_cents=25050),
        OptionDraft("Fontein", cost_cents=90000),
    )
    draft = replace(
        GARDEN,
        method="budget_shares",
        options=plans,
        settings={"budget": "1000", "completion": "none"},
    )
    decision = opened(app, session, cast, draft)
    marleen = browser(cast.marleen)
    path = put(marleen, session, decision)
    for name in FIVE:
        vote(browser(getattr(cast, name)), decision, **{"mark.a": "1", "mark.b": "1"})

    before = browser().get(path).text
    with clock_at(CLOSING + timedelta(minutes=1)):
        path = put(marleen, session, decision)
        after = browser().get(path).text

    assert "Er is €\xa01.000 te verdelen." in before
    assert all(cost in before for cost in ("€\xa0400", "€\xa0250,50", "€\xa0900"))
    assert "betaald" not in before
    assert "2 plannen betaald" in after
    assert "Samen €\xa0650,50 van €\xa01.000. Er blijft €\xa0349,50 over." in after
    assert after.count("✓") == 2
