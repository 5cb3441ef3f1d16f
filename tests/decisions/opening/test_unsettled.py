"""After a count that settled nothing: what now, and the decision that follows."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.models import Decision, Phase, Secrecy
from plumbing.clock import clock_at
from plumbing.values import replace
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import CLOSING, CONSENT, DOTS, GARDEN, address, opened, vote

CHOICE = replace(DOTS, method="majority", secrecy=Secrecy.OPEN)
BUTTON = "Nog een keer beslissen"


def equal(app: Flask, session: Session, cast: Linde, browser: SignIn) -> Decision:
    """Two for the bank, two for the goal."""
    decision = opened(app, session, cast, CHOICE)
    for member, key in ((cast.fatma, "a"), (cast.henk, "a"), (cast.piet, "c"), (cast.joost, "c")):
        vote(browser(member), decision, f"{key}=1")
    return decision


def test_a_tie_says_what_happens_now(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = equal(app, session, cast, browser)

    with clock_at(CLOSING):
        page = browser(cast.fatma).get(address(decision))
        report = browser(cast.marleen).get(address(decision, "/besluit"))

    assert "Hoe nu verder?" in page.text
    assert "Het is gelijk tussen Bank en Goal." in page.text
    assert "Het is gelijk tussen Bank en Goal." in report.text


def test_the_rule_of_the_first_time_stands_ready(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = equal(app, session, cast, browser)

    with clock_at(CLOSING):
        joost = browser(cast.joost)
        joost.get(address(decision))
        number = decision.proposal.number
        form = joost.get(f"/g/linde/voorstellen/{number}/besluit?manier=majority")

    assert 'value="threshold=simple&amp;base=for_and_against" checked' in form.text


def test_author_and_facilitator_go_on_and_others_read(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = equal(app, session, cast, browser)

    with clock_at(CLOSING):
        pages = {
            who: browser(member).get(address(decision)).text
            for who, member in (
                ("facilitator", cast.marleen),
                ("author", cast.joost),
                ("member", cast.fatma),
                ("supporter", cast.sanne),
            )
        }

    assert [who for who, page in pages.items() if BUTTON in page] == ["facilitator", "author"]


def test_too_few_people_are_asked_the_same_once_more(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    asked = replace(GARDEN, question="Komt de tuin er?", settings={"quorum": "1/2"})
    decision = opened(app, session, cast, asked)
    vote(browser(cast.fatma), decision, "voorstel=1")

    with clock_at(CLOSING):
        marleen = browser(cast.marleen)
        page = marleen.get(address(decision))
        number = decision.proposal.number
        form = marleen.get(f"/g/linde/voorstellen/{number}/besluit?manier=majority")

    assert "Er deden te weinig buren mee." in page.text
    assert "Komt de tuin er?" in form.text
    assert 'value="1/2" selected' in form.text
    assert 'value="2026-05-25"' in form.text


def test_a_second_round_of_dots_goes_between_those_on_the_line(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    settings = {"dots": 3, "winners": 2, "at_cut_off": "second_round"}
    decision = opened(app, session, cast, replace(DOTS, settings=settings, secrecy=Secrecy.OPEN))
    vote(browser(cast.fatma), decision, **{"mark.a": "2", "mark.b": "1"})
    vote(browser(cast.henk), decision, **{"mark.a": "2", "mark.c": "1"})

    with clock_at(CLOSING):
        joost = browser(cast.joost)
        page = joost.get(address(decision))
        number = decision.proposal.number
        form = joost.get(f"/g/linde/voorstellen/{number}/besluit?manier=dots")

    assert "Er komt een tweede ronde tussen Boom en Goal." in page.text
    assert 'value="Boom"' in form.text
    assert 'value="Bank"' not in form.text
    assert 'name="settings.winners" value="1"' in form.text


def test_what_came_after_is_where_one_goes_on_reading(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    first = equal(app, session, cast, browser)
    form = {
        "method": "majority",
        "title": "Bank of goal",
        "question": "Wat komt er?",
        "option_label": ["Bank", "Goal"],
        "option_description": ["", ""],
        "option_cost": ["", ""],
        "option_of": ["", ""],
        "preset": "threshold=simple",
        "closes_on": "2026-05-25",
        "closes_time": "20:00",
    }

    with clock_at(CLOSING + timedelta(hours=1)):
        joost = browser(cast.joost)
        joost.get(address(first))
        joost.post(f"/g/linde/voorstellen/{first.proposal.number}/besluit", data=form)
        prepared = browser(cast.fatma).get(address(first)).text
        second = session.scalars(select(Decision).where(Decision.id != first.id)).one()
        joost.post(address(second, "/opening"))
        running = joost.get(address(first)).text

    session.expire_all()
    assert second.phase is Phase.OPEN
    assert "Bank of goal" not in prepared
    assert "We beslissen hier nu opnieuw over." in running
    assert "Naar besluit 2: Bank of goal" in running
    assert BUTTON not in running


@pytest.mark.parametrize("choice", ["voorstel=1", "voorstel=-1"])
def test_what_was_settled_asks_nothing_more(
    app: Flask, session: Session, cast: Linde, browser: SignIn, choice: str
) -> None:
    decision = opened(app, session, cast)
    vote(browser(cast.fatma), decision, choice)

    with clock_at(CLOSING):
        page = browser(cast.marleen).get(address(decision))

    assert "Hoe nu verder?" not in page.text


def test_too_few_answers_settle_nothing(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    decision = opened(app, session, cast, CONSENT)
    vote(browser(cast.fatma), decision, "voorstel=1")

    with clock_at(CLOSING):
        marleen = browser(cast.marleen)
        path = address(decision)
        marleen.get(path)
        with queries() as seen:
            page = marleen.get(path)

    assert "Er is nog niets besloten." in page.text
    assert len(seen) <= 12


def test_the_choice_to_change_nothing_takes_part_again(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(DOTS, method="resistance", settings={"zero_option": "d"})
    decision = opened(app, session, cast, draft)
    for member, bench, tree in ((cast.fatma, "0", "2"), (cast.joost, "2", "0")):
        marks = {"mark.a": bench, "mark.b": tree, "mark.c": "9", "mark.d": "9"}
        vote(browser(member), decision, **marks)

    with clock_at(CLOSING):
        joost = browser(cast.joost)
        joost.get(address(decision))
        form = joost.get(
            f"/g/linde/voorstellen/{decision.proposal.number}/besluit?manier=resistance"
        )

    assert 'name="named_option" value="Schuur"' in form.text
    assert [label in form.text for label in ('value="Bank"', 'value="Boom"', 'value="Goal"')] == [
        True,
        True,
        False,
    ]
