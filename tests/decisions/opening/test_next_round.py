"""Consent in rounds, over HTTP: reasons, a changed text, and asking everybody again."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Visibility
from communities.rules.rules import Rules, adopt_rules
from decisions.models import Decision, Phase
from decisions.votes import OpenBallot, Reason
from plumbing.clock import clock_at
from plumbing.values import replace
from tests.cast import Linde, linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, CONSENT, address, opened, vote
from tests.kept import told

AFTER = CLOSING + timedelta(hours=1)
OBJECTION = {
    "what_goes_wrong": "Dan is er geen veld meer.",
    "for_whom": "De kinderen",
    "what_would_help": "Zes meter gras vrij laten",
}
NEW_TEXT = {
    "title": "Moestuin op het gras",
    "summary": "Vier bakken. Zes meter gras blijft vrij.",
    "what": "We maken vier bakken en laten zes meter gras vrij.",
    "because": "Piet wil dat de kinderen kunnen voetballen.",
}
NEXT_ROUND = {"closes_on": "2026-05-20", "closes_time": "20:00"}


@pytest.fixture
def blocked(app: Flask, session: Session, cast: Linde, browser: SignIn) -> Decision:
    """Three agree, Samira worries, Piet objects; the deadline is past."""

    def story() -> Decision:
        decision = opened(app, session, cast, CONSENT)
        for member in (cast.fatma, cast.henk, cast.joost):
            vote(browser(member), decision, "voorstel=1")
        vote(browser(cast.samira), decision, "voorstel=0", what_goes_wrong="Wie geeft er water?")
        vote(browser(cast.piet), decision, "voorstel=-1", **OBJECTION)
        return decision

    return told(session, "blocked", story, after=linde)


def test_the_next_round_is_offered_for_as_many_days(
    cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    (first,) = blocked.rounds
    here = ZoneInfo("Europe/Amsterdam")
    days = ceil((first.deadline - first.opened_at) / timedelta(days=1))
    with clock_at(AFTER):
        page = browser(cast.marleen).get(address(blocked)).text

    assert f'value="{(AFTER.astimezone(here) + timedelta(days=days)):%Y-%m-%d}"' in page
    assert f'value="{first.deadline.astimezone(here):%H:%M}"' in page


def objection_of(session: Session, path: str) -> str:
    entry_id = session.scalar(select(Reason.entry_id).where(Reason.for_whom != ""))
    return path + f"/bezwaren/{entry_id}"


def next_round(client: FlaskClient, decision: Decision) -> None:
    client.post(address(decision, "/tekst"), data=NEW_TEXT)
    client.post(address(decision, "/ronde"), data=NEXT_ROUND)


def test_while_the_round_is_open_nobody_reads_the_answers(
    cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    for who in (cast.fatma, cast.marleen):
        page = browser(who).get(address(blocked, "?eerst=besluit"))

        assert "geen veld meer" not in page.text
        assert "Wie geeft er water?" not in page.text


def test_once_answered_everybody_reads_names_and_reasons(
    cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    with clock_at(AFTER):
        page = browser(cast.fatma).get(address(blocked))

    assert "Er is een bezwaar" in page.text
    assert "Dan is er geen veld meer." in page.text
    assert "Zes meter gras vrij laten" in page.text
    assert "Piet Jansen" in page.text


@pytest.mark.parametrize(("who", "status"), [("fatma", 403), ("marleen", 403), ("bram", 404)])
def test_nobody_else_withdraws_an_objection(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision, who: str, status: int
) -> None:
    path = objection_of(session, address(blocked))

    with clock_at(AFTER):
        answer = browser(getattr(cast, who)).post(f"{path}/intrekking")

    assert answer.status_code == status


def test_once_every_objection_is_withdrawn_the_page_says_so_and_what_comes_next(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    path = objection_of(session, address(blocked))

    with clock_at(AFTER):
        browser(cast.piet).post(f"{path}/intrekking")
        page = browser(cast.fatma).get(address(blocked)).text

    assert "Er staat geen bezwaar meer" in page
    assert "De gespreksleider kan het besluit nu sluiten." in page
    assert "1 bezwaar, ingetrokken" in page
    assert "Er is een bezwaar" not in page
    assert "Zolang er een bezwaar is" not in page


def test_a_withdrawn_objection_lets_it_pass_and_stays_as_a_concern(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    path = objection_of(session, address(blocked))

    with clock_at(AFTER):
        browser(cast.piet).post(f"{path}/intrekking")
        browser(cast.marleen).post(address(blocked, "/sluiting"))
        page = browser(cast.fatma).get(address(blocked))

    assert "Aangenomen" in page.text
    assert "Dit bezwaar is ingetrokken" in page.text
    assert "Akkoord: 3. Akkoord, maar met zorgen: 2. Bezwaar: 0." in page.text


def test_an_objection_is_withdrawn_once(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    path = objection_of(session, address(blocked))

    with clock_at(AFTER):
        browser(cast.piet).post(f"{path}/intrekking")
        again = browser(cast.piet).post(f"{path}/intrekking")

    assert again.status_code == 409


def test_somebody_else_shares_an_objection_under_her_name(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    path = objection_of(session, address(blocked))

    with clock_at(AFTER):
        own = browser(cast.piet).post(f"{path}/gedeeld")
        browser(cast.samira).post(f"{path}/gedeeld")
        page = browser(cast.fatma).get(address(blocked))

    assert own.status_code == 409
    assert "1 ander deelt dit: Samira El Amrani." in page.text


def test_the_next_round_needs_a_changed_text(
    cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    with clock_at(AFTER):
        answer = browser(cast.marleen).post(address(blocked, "/ronde"), data=NEXT_ROUND)

    assert answer.status_code == 422
    assert "Pas eerst de tekst aan." in answer.text


def test_a_changed_text_asks_everybody_again_and_offers_the_earlier_answer(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    with clock_at(AFTER):
        next_round(browser(cast.marleen), blocked)
        page = browser(cast.piet).get(address(blocked, "/stem"))

    session.expire_all()
    assert [asked.version_number for asked in blocked.rounds] == [1, 2]
    assert "De tekst is veranderd. Geef opnieuw antwoord." in page.text
    assert "De vorige keer koos je “Ik heb een bezwaar”." in page.text
    assert "Dan is er geen veld meer." in page.text
    assert " checked" not in page.text


def test_earlier_answers_stay_as_history(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    with clock_at(AFTER):
        next_round(browser(cast.marleen), blocked)
        vote(browser(cast.piet), blocked, "voorstel=1")
        page = browser(cast.fatma).get(address(blocked, "/rondes/1"))

    first, second = blocked.rounds
    rounds = session.scalars(select(OpenBallot.round_id)).all()
    assert sorted(rounds) == [first.id] * 5 + [second.id]
    assert "Dan is er geen veld meer." in page.text


def test_the_newest_round_cannot_be_read_as_history(
    cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    assert browser(cast.fatma).get(address(blocked, "/rondes/1")).status_code == 404


def test_while_people_answer_the_text_stays_as_it_is(
    cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    answer = browser(cast.marleen).post(address(blocked, "/tekst"), data=NEW_TEXT)

    assert answer.status_code == 409


def test_a_wrong_text_comes_back_as_it_was_typed(
    cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    with clock_at(AFTER):
        answer = browser(cast.marleen).post(
            address(blocked, "/tekst"), data=NEW_TEXT | {"because": ""}
        )

    assert answer.status_code == 422
    assert NEW_TEXT["what"] in answer.text


@pytest.mark.parametrize("who", ["fatma", "joost", "sanne"])
@pytest.mark.parametrize("tail", ["/ronde", "/sluiting", "/afzegging", "/tekst"])
def test_only_a_facilitator_runs_a_decision(
    cast: Linde, browser: SignIn, blocked: Decision, who: str, tail: str
) -> None:
    assert browser(getattr(cast, who)).post(address(blocked, tail)).status_code == 403


def test_what_the_group_finds_of_an_objection_decides_where_that_is_the_rule(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, replace(CONSENT, settings={"objection_holds": "group"}))
    for member in (cast.fatma, cast.henk, cast.joost):
        vote(browser(member), decision, "voorstel=1")
    vote(browser(cast.piet), decision, "voorstel=-1", **OBJECTION)
    path = objection_of(session, address(decision))

    with clock_at(AFTER):
        browser(cast.marleen).post(f"{path}/toets", data={"holds": "no"})
        browser(cast.marleen).post(address(decision, "/sluiting"))

    session.expire_all()
    assert decision.phase is Phase.CLOSED
    assert decision.rounds[0].result is not None
    assert decision.rounds[0].result["status"] == "adopted"


def test_visitors_read_no_names(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    cast.community.visibility = Visibility.PUBLIC

    with clock_at(AFTER):
        page = browser().get(address(blocked))

    assert "Dan is er geen veld meer." in page.text
    assert ">Een buurtgenoot<" in page.text
    assert "Piet Jansen" not in page.text


def test_with_all_its_answers_the_page_asks_at_most_twelve_questions(
    cast: Linde,
    browser: SignIn,
    blocked: Decision,
    queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    client = browser(cast.marleen)

    with clock_at(AFTER):
        client.get(address(blocked))
        with queries() as seen:
            client.get(address(blocked))

    assert len(seen) <= 12, "\n".join(seen)


def test_an_answer_to_the_old_text_is_never_taken_for_the_new_one(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    marleen = browser(cast.marleen)
    left_open = marleen.get(address(blocked, "/stem")).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', left_open))
    with clock_at(AFTER):
        next_round(marleen, blocked)

        answer = marleen.post(address(blocked, "/stem"), data=hidden | {"choice": "voorstel=1"})

    assert answer.status_code == 409
    assert "De tekst is veranderd. Geef opnieuw antwoord." in answer.text
    rounds = session.scalars(select(OpenBallot.round_id).distinct()).all()
    assert len(rounds) == 1


def test_a_next_round_stands_open_as_long_as_the_rules_ask(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    adopt_rules(session, cast.community, Rules(min_days=5, default_days=7), blocked.id)
    session.commit()

    with clock_at(AFTER):
        client = browser(cast.marleen)
        client.post(address(blocked, "/tekst"), data=NEW_TEXT)
        short = client.post(
            address(blocked, "/ronde"), data=NEXT_ROUND | {"closes_on": "2026-05-13"}
        )
        enough = client.post(address(blocked, "/ronde"), data=NEXT_ROUND)

    assert short.status_code == 422
    assert "Een besluit staat minstens 5 dagen open." in short.text
    assert enough.status_code == 303


def test_each_number_says_of_which_round_it_speaks(
    session: Session, cast: Linde, browser: SignIn, blocked: Decision
) -> None:
    with clock_at(AFTER):
        next_round(browser(cast.marleen), blocked)
        vote(browser(cast.piet), blocked, "voorstel=1")
        page = browser(cast.fatma).get(address(blocked, "?eerst=besluit")).text
        ballot = browser(cast.fatma).get(address(blocked, "/stem")).text

    words = " ".join(page.split())
    assert "In ronde 2 deed 1 van de 6 mee" in words
    assert "In ronde 2 deed 1 van de 6 mee" in ballot
    assert "5 van de 6 buren deden mee, in een of meer van de 2 rondes" in words
