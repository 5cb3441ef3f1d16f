"""Withdrawing a proposal, and the answer to a letter."""

import pytest
from sqlalchemy.orm import Session

from proposals.models import Kind, Phase, Proposal
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden


def test_the_author_withdraws_with_a_reason_everybody_reads(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    browser(cast.joost).post(f"{GARDEN}/intrekking", data={"reason": "De Brug wil niet."})

    assert "Reden: De Brug wil niet." in browser(cast.fatma).get(GARDEN).text


def test_without_a_reason_it_stays(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    answer = browser(cast.joost).post(f"{GARDEN}/intrekking", data={"reason": " "})

    session.refresh(garden.proposal)
    assert answer.status_code == 422
    assert "Schrijf op waarom je het voorstel intrekt." in answer.text
    assert garden.proposal.phase is Phase.DISCUSSION


def test_a_draft_that_is_thrown_away_stays_its_authors_alone(
    browser: SignIn, cast: Linde, draft: Proposal
) -> None:
    browser(cast.joost).post(f"{GARDEN}/intrekking", data={"reason": "Toch niet."})

    assert browser(cast.joost).get(GARDEN).status_code == 200
    assert browser(cast.henk).get(GARDEN).status_code == 404
    assert "Moestuin" not in browser(cast.henk).get("/g/linde/voorstellen").text


def test_only_the_author_withdraws(browser: SignIn, cast: Linde, garden: Garden) -> None:
    for other in (cast.henk, cast.marleen, cast.sanne):
        answer = browser(other).post(f"{GARDEN}/intrekking", data={"reason": "Weg."})
        assert answer.status_code == 403


def test_a_decided_proposal_is_not_withdrawn(browser: SignIn, cast: Linde, garden: Garden) -> None:
    garden.proposal.phase = Phase.DECIDED

    answer = browser(cast.joost).post(f"{GARDEN}/intrekking", data={"reason": "Weg."})

    assert answer.status_code == 409


@pytest.fixture
def letter(garden: Garden) -> Garden:
    garden.proposal.kind = Kind.LETTER
    garden.proposal.addressee = "De gemeente"
    garden.proposal.phase = Phase.DECIDED
    return garden


def test_the_answer_to_a_letter_stands_on_the_page(
    browser: SignIn, cast: Linde, letter: Garden
) -> None:
    browser(cast.joost).post(
        f"{GARDEN}/antwoord", data={"answer": "De bus komt terug.", "answered_on": "2026-05-04"}
    )

    page = browser(cast.fatma).get(GARDEN).text
    assert "Het antwoord van De gemeente" in page
    assert "De bus komt terug." in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"answer": "", "answered_on": "2026-05-04"}, "Schrijf op wat er geantwoord is."),
        ({"answer": "Ja", "answered_on": ""}, "Kies de dag van het antwoord."),
        ({"answer": "Ja", "answered_on": "gisteren"}, "Schrijf een dag"),
        ({"answer": "Ja", "answered_on": "2027-01-01"}, "Kies een dag die al geweest is."),
    ],
)
def test_an_answer_needs_words_and_a_day(
    browser: SignIn, cast: Linde, letter: Garden, sent: dict[str, str], sentence: str
) -> None:
    answer = browser(cast.joost).post(f"{GARDEN}/antwoord", data=sent)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_plan_gets_no_answer(browser: SignIn, cast: Linde, garden: Garden) -> None:
    garden.proposal.phase = Phase.DECIDED

    sent = {"answer": "Ja", "answered_on": "2026-05-04"}

    assert browser(cast.joost).post(f"{GARDEN}/antwoord", data=sent).status_code == 409
