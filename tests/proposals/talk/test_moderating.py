"""Hiding with a reason, and asking the facilitators to look."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import LogLine
from proposals.models import Phase
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

REPORTS = "/g/linde/meldingen"


@pytest.fixture
def worry(garden: Garden) -> str:
    return f"{GARDEN}/gesprek/{garden.worry.id}"


def test_a_facilitator_hides_and_its_author_still_reads_it_with_the_reason(
    browser: SignIn, cast: Linde, worry: str
) -> None:
    browser(cast.marleen).post(f"{worry}/verberging", data={"reason": "Noemt een adres."})

    others = browser(cast.fatma).get(GARDEN).text
    own = browser(cast.henk).get(GARDEN).text
    assert "Noemt een adres." in others
    assert "augustus" not in others
    assert "augustus" in own


def test_hiding_stands_in_the_log(
    browser: SignIn, cast: Linde, worry: str, session: Session
) -> None:
    browser(cast.marleen).post(f"{worry}/verberging", data={"reason": "Noemt een adres."})

    line = session.scalars(select(LogLine)).one()
    assert line.action == "contribution_hidden"
    assert line.details["reason"] == "Noemt een adres."


def test_what_is_hidden_gets_no_answers_and_no_also(
    browser: SignIn, cast: Linde, worry: str
) -> None:
    browser(cast.marleen).post(f"{worry}/verberging", data={"reason": "Noemt een adres."})

    assert browser(cast.fatma).get(worry).status_code == 404
    assert browser(cast.fatma).post(worry, data={"body": "Wat?"}).status_code == 404
    assert browser(cast.fatma).post(f"{worry}/ook").status_code == 404


def test_a_facilitator_shows_it_again(browser: SignIn, cast: Linde, worry: str) -> None:
    browser(cast.marleen).post(f"{worry}/verberging", data={"reason": "Vergissing."})

    browser(cast.marleen).post(f"{worry}/terugkeer")

    assert "augustus" in browser(cast.fatma).get(GARDEN).text


def test_hiding_needs_a_reason_and_a_facilitator(browser: SignIn, cast: Linde, worry: str) -> None:
    path = f"{worry}/verberging"

    assert browser(cast.marleen).post(path, data={"reason": ""}).status_code == 422
    for other in (cast.joost, cast.sanne):
        assert browser(other).post(path, data={"reason": "Weg"}).status_code == 403
    assert browser(cast.bram).post(path, data={"reason": "Weg"}).status_code == 404


def test_facilitators_find_the_way_to_what_was_reported(
    browser: SignIn, cast: Linde, worry: str
) -> None:
    before = browser(cast.marleen).get("/g/linde").text
    for member in (cast.fatma, cast.piet):
        browser(member).post(f"{worry}/melding", data={"reason": "Dit is niet aardig."})

    for path in ("/", "/g/linde"):
        assert f'href="{REPORTS}"' in browser(cast.marleen).get(path).text
        assert REPORTS not in browser(cast.fatma).get(path).text
    assert "Er wacht nu niets." in before
    assert "1 wacht op jou." in browser(cast.marleen).get("/g/linde").text
    assert "Kijk naar 1 bericht" in browser(cast.marleen).get("/").text


def test_a_report_reaches_the_facilitators_only(browser: SignIn, cast: Linde, worry: str) -> None:
    browser(cast.fatma).post(f"{worry}/melding", data={"reason": "Dit is niet aardig."})

    assert "Dit is niet aardig." in browser(cast.marleen).get(REPORTS).text
    assert browser(cast.henk).get(REPORTS).status_code == 403
    assert browser(cast.bram).get(REPORTS).status_code == 404
    assert "Dit is niet aardig." not in browser(cast.henk).get(worry).text


def test_a_facilitator_leaves_it_and_the_list_is_empty_again(
    browser: SignIn, cast: Linde, worry: str
) -> None:
    browser(cast.fatma).post(f"{worry}/melding", data={"reason": "Dit is niet aardig."})
    browser(cast.fatma).post(f"{worry}/melding", data={"reason": "Echt niet."})

    browser(cast.marleen).post(f"{worry}/melding/afronding")

    assert "Geen meldingen" in browser(cast.marleen).get(REPORTS).text
    assert "augustus" in browser(cast.fatma).get(GARDEN).text


def test_a_report_says_what_is_wrong(browser: SignIn, cast: Linde, worry: str) -> None:
    answer = browser(cast.fatma).post(f"{worry}/melding", data={"reason": " "})

    assert answer.status_code == 422
    assert "Schrijf op wat er mis is." in answer.text


@pytest.mark.parametrize(("who", "words"), [("fatma", "Melden"), ("marleen", "Verbergen")])
def test_the_way_to_reporting_and_hiding_stands_under_every_message(
    browser: SignIn, session: Session, cast: Linde, garden: Garden, who: str, words: str
) -> None:
    garden.proposal.phase = Phase.DECIDED
    session.commit()

    page = browser(getattr(cast, who)).get(GARDEN).text

    assert f'/gesprek/{garden.worry.id}#bericht">{words}<span' in page


def test_under_what_is_hidden_no_link_leads_nowhere(
    browser: SignIn, cast: Linde, garden: Garden, worry: str
) -> None:
    browser(cast.marleen).post(f"{worry}/verberging", data={"reason": "Noemt een adres."})

    assert f"/gesprek/{garden.worry.id}#" not in browser(cast.fatma).get(GARDEN).text
