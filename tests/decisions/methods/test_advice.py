"""Five plain answers and what they lead to: the whole table, and the pages that show it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.rules.rules import Rules, adopt_rules
from decisions.methods.advice import (
    QUESTIONS,
    ROWS,
    Advice,
    NotOffered,
    advise,
    answered,
    every_set_of_answers,
)
from decisions.models import Decision, Secrecy
from decisions.opening.presets import LISTED, PRESETS
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import opened, proposal_in_talk
from voting import METHODS, settings_of

EVERY = every_set_of_answers()
KITCHEN = {"law": "free", "size": "few", "matters": "nobody", "effort": "easy", "what": "agree"}


def test_five_questions_and_every_set_of_answers_leads_somewhere() -> None:
    found = [advise(answers) for answers in EVERY]

    assert len(QUESTIONS) == 5
    assert len(EVERY) == 7 * 4 * 2 * 2 * 2
    assert all(isinstance(one, Advice | NotOffered) for one in found)


def test_every_way_of_deciding_is_recommended_to_somebody() -> None:
    found = [advise(answers) for answers in EVERY]

    assert {one.method for one in found if isinstance(one, Advice)} == set(METHODS)


def test_every_row_of_the_table_is_reached() -> None:
    reached = {next(row.because for row in ROWS if row.fits(answers)) for answers in EVERY}

    assert reached == {row.because for row in ROWS}


@pytest.mark.parametrize("answers", [one for one in EVERY if one["law"] in ("shares", "weights")])
def test_shares_and_weighted_votes_are_refused_with_the_reason(answers: dict[str, str]) -> None:
    found = advise(answers)

    assert isinstance(found, NotOffered)
    assert "elke stem" in found.because


@pytest.mark.parametrize("answers", [one for one in EVERY if one["law"] == "articles"])
def test_what_articles_settle_is_put_to_an_ordinary_vote(answers: dict[str, str]) -> None:
    found = advise(answers)

    assert isinstance(found, Advice)
    if answers["what"] in ("agree", "pick", "person", "people"):
        assert found.method == "majority"


def test_with_many_people_no_single_objection_stops_everything() -> None:
    for answers in EVERY:
        found = advise(answers)
        if isinstance(found, Advice) and found.method == "consent":
            assert answers["size"] == "few"


def test_money_is_divided_only_where_money_is_asked_about() -> None:
    for answers in EVERY:
        found = advise(answers)
        if isinstance(found, Advice):
            assert METHODS[found.method].needs_costs == (answers["what"] == "money")


def test_each_recommendation_says_why_and_what_is_weak() -> None:
    for answers in EVERY:
        found = advise(answers)
        if isinstance(found, Advice):
            assert len(found.because) > 30
            assert len(found.weakness) > 30


def test_two_thirds_is_not_said_to_leave_half_against() -> None:
    found = advise(KITCHEN | {"size": "many"})

    assert isinstance(found, Advice)
    assert found.preset == "ruim"
    assert "een derde" in found.weakness


def test_a_recommended_preset_is_one_of_its_method() -> None:
    for answers in EVERY:
        found = advise(answers)
        if isinstance(found, Advice) and found.preset:
            assert PRESETS[found.preset].method == found.method


def test_an_answer_that_is_missing_or_unknown_leads_nowhere() -> None:
    assert answered(KITCHEN) == KITCHEN
    assert answered(KITCHEN | {"what": "iets"}) is None
    assert answered({name: value for name, value in KITCHEN.items() if name != "law"}) is None


def test_every_preset_is_a_rule_that_can_be_counted() -> None:
    for preset in LISTED:
        options = 1 if METHODS[preset.method].one_option_is_a_motion else 3
        budget = {"budget": "100"} if METHODS[preset.method].needs_costs else {}
        assert settings_of(preset.method, dict(preset.settings) | budget, options)


def form_of(session: Session, cast: Linde, browser: SignIn) -> tuple[FlaskClient, str]:
    proposal = proposal_in_talk(session, cast)
    return browser(cast.marleen), f"/g/linde/voorstellen/{proposal.number}/besluit"


def test_the_recommendation_stands_first(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    client, path = form_of(session, cast, browser)

    page = client.get(path, query_string=KITCHEN | {"manier": "kies"}).text

    assert page.index("Dit past bij jullie antwoorden") < page.index("Vaak gekozen")
    assert page.index("Vaak gekozen") < page.index("Alle manieren die jullie kennen")
    assert "vorm=kring" in page
    assert "Wat er zwak aan is:" in page


def test_the_ways_are_grouped_by_what_they_are_for(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    client, path = form_of(session, cast, browser)

    page = client.get(path).text

    assert "Als er geld te verdelen is" in page
    assert "Als niemand in de knel mag komen" in page
    assert "Dit past bij jullie antwoorden" not in page


def test_a_way_that_the_rules_do_not_know_is_not_offered(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decided = opened(app, session, cast)
    adopt_rules(session, cast.community, Rules(methods=("majority",), talk_days=0, backers=0,
                fairness_days=0), decided.id)  # fmt: skip
    session.commit()
    client, path = form_of(session, cast, browser)

    page = client.get(path, query_string=KITCHEN | {"manier": "kies"}).text

    assert "Deze manier staat nog niet in jullie regels." in page
    assert "vorm=kring" not in page


def test_a_vve_is_told_why_it_cannot(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    client, path = form_of(session, cast, browser)

    page = client.get(path, query_string=KITCHEN | {"manier": "kies", "law": "shares"}).text

    assert "Dit kan hier niet" in page
    assert "In een VvE telt de stem van wie een groter deel bezit zwaarder" in page


def test_changing_the_articles_keeps_each_number_beside_its_article(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    client, path = form_of(session, cast, browser)
    form = {
        "method": "majority",
        "title": "Nieuwe statuten",
        "question": "Veranderen we de statuten?",
        "by_articles": "1",
        "settings.base": "for_and_against",
        "settings.threshold": "3/4",
        "settings.quorum": "1/2",
        "second_quorum": "0",
        "articles.threshold": "artikel 17 lid 2",
        "articles.quorum": "artikel 17 lid 3",
        "closes_on": "2026-05-25",
        "closes_time": "20:00",
    }

    first = client.get(path, query_string={"vorm": "statuten"}).text
    answer = client.post(path, data=form)
    to_check = client.get(answer.headers["Location"]).text
    again = client.get(path).text

    decision = session.scalars(select(Decision)).one()
    assert 'name="settings.threshold" value="2/3"' in first
    assert 'name="settings.quorum" value="2/3"' in first
    assert 'name="second_quorum" value="0"' in first
    assert decision.settings["threshold"] == "3/4"
    assert decision.second_quorum == "0"
    assert "hoeveel er voor moeten zijn, zie artikel 17 lid 2" in to_check
    assert "dan is er een tweede keer, met dezelfde tekst" in to_check
    assert 'value="artikel 17 lid 3"' in again


@pytest.mark.parametrize("field", ["settings.threshold", "settings.quorum", "second_quorum"])
def test_a_number_that_cannot_be_is_said_beside_it(
    app: Flask, session: Session, cast: Linde, browser: SignIn, field: str
) -> None:
    client, path = form_of(session, cast, browser)
    form = {
        "method": "majority",
        "title": "Nieuwe statuten",
        "question": "Veranderen we de statuten?",
        "by_articles": "1",
        "settings.threshold": "3/4",
        "settings.quorum": "1/2",
        "second_quorum": "0",
        "closes_on": "2026-05-25",
        "closes_time": "20:00",
    }

    answer = client.post(path, data=form | {field: "veel"})

    name = field.removeprefix("settings.")
    assert answer.status_code == 422
    assert f'href="#f-{name}"' in answer.text
    assert 'value="veel"' in answer.text


def test_choosing_a_board_is_secret_and_goes_on_to_a_second_round(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    client, path = form_of(session, cast, browser)

    page = client.get(path, query_string={"vorm": "bestuur"}).text

    assert PRESETS["bestuur"].secrecy is Secrecy.SECRET
    assert 'value="threshold=absolute&amp;base=cast" checked' in page
    assert "Maak voor elke plek een besluit." in page


@pytest.mark.parametrize("preset", [one for one in LISTED if "geen besluit" in one.words])
def test_what_is_no_decision_says_so(
    app: Flask, session: Session, cast: Linde, browser: SignIn, preset: object
) -> None:
    client, path = form_of(session, cast, browser)
    key = getattr(preset, "key", "")

    page = client.get(path, query_string={"vorm": key}).text

    assert key in ("eerst", "peiling")
    assert "Dit is geen besluit." in page


def test_anybody_can_ask_the_five_questions(browser: SignIn) -> None:
    page = browser().get("/manieren", query_string=KITCHEN | {"what": "money"})

    assert page.status_code == 200
    assert "Geld verdelen: ieder een eerlijk deel" in page.text
    assert 'href="/manieren/budget_shares"' in page.text
