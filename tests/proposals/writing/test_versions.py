"""Changing the text: every version stays, and two of them can be compared."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from communities.models import Visibility
from plumbing.clock import clock_at
from proposals.models import Phase
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

TEXT = {
    "title": "Moestuin op het gras",
    "summary": "Vier bakken voor groente en kruiden.",
    "what": "Zes meter gras blijft vrij om te voetballen.",
    "why": "Samen buiten bezig zijn.",
    "money_cents": "380",
    "hands": "Een zaterdag met tien mensen.",
    "settled": "De bomen blijven.",
    "origin": "Joost, na het ontbijt",
}


def test_a_change_is_a_new_version_and_the_old_one_stays(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT | {"because": "De kinderen voetballen."})

    session.refresh(garden.proposal)
    assert [version.what for version in garden.proposal.versions] == [
        "Het hele gras wordt moestuin.",
        "Zes meter gras blijft vrij om te voetballen.",
    ]


def test_the_page_says_how_it_became_version_two(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT | {"because": "De kinderen voetballen."})

    page = browser(cast.fatma).get(GARDEN).text

    assert "Zo werd het versie 2" in page
    assert '<del class="gone">Het hele gras wordt moestuin.</del>' in page
    assert '<ins class="new">Zes meter gras blijft vrij om te voetballen.</ins>' in page


def test_an_idea_is_taken_over_with_credit(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    form = browser(cast.joost).get(f"{GARDEN}/tekst?idee={garden.worry.id}").text
    browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT | {"idee": garden.worry.id})

    session.refresh(garden.worry)
    page = browser(cast.fatma).get(GARDEN).text
    assert "Dan staat in augustus alles droog." in form
    assert garden.worry.taken_over_in == 2
    assert page.index("Zo werd het versie 2") < page.index("Henk Visser")
    assert "Dit staat nu in versie 2 van het voorstel." in page


def test_credit_goes_only_to_what_was_said_about_this_proposal(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    assert browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT | {"idee": 99}).status_code == 404


def test_a_change_says_why(browser: SignIn, cast: Linde, garden: Garden) -> None:
    answer = browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT)

    assert answer.status_code == 422
    assert "Schrijf op waarom je de tekst verandert." in answer.text


def test_nothing_changed_is_no_new_version(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    same = TEXT | {"what": "Het hele gras wordt moestuin.", "because": "Zomaar."}

    answer = browser(cast.joost).post(f"{GARDEN}/tekst", data=same)

    assert answer.status_code == 422
    assert "Er is niets veranderd." in answer.text


def test_only_the_author_changes_the_text(browser: SignIn, cast: Linde, garden: Garden) -> None:
    for other in (cast.henk, cast.marleen, cast.sanne):
        assert browser(other).get(f"{GARDEN}/tekst").status_code == 403
        assert browser(other).post(f"{GARDEN}/tekst", data=TEXT).status_code == 403
    assert browser(cast.bram).post(f"{GARDEN}/tekst", data=TEXT).status_code == 404


def test_a_withdrawn_proposal_does_not_change_any_more(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    browser(cast.joost).post(f"{GARDEN}/intrekking", data={"reason": "De Brug wil niet."})

    assert browser(cast.joost).get(f"{GARDEN}/tekst").status_code == 409


def test_two_versions_stand_side_by_side(browser: SignIn, cast: Linde, garden: Garden) -> None:
    browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT | {"because": "De kinderen voetballen."})

    page = browser(cast.fatma).get(f"{GARDEN}/versies/1-2").text

    assert "Versie 1 en 2 naast elkaar" in page
    assert "Weg:" in page
    assert "Nieuw:" in page
    assert "Niet veranderd" in page


@pytest.mark.parametrize("path", ["/versies/2-1", "/versies/1-1", "/versies/1-9", "/versies/9"])
def test_versions_that_are_not_there_are_not_found(
    browser: SignIn, cast: Linde, garden: Garden, path: str
) -> None:
    assert browser(cast.fatma).get(GARDEN + path).status_code == 404


def test_an_old_version_can_still_be_read(browser: SignIn, cast: Linde, garden: Garden) -> None:
    browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT | {"because": "De kinderen voetballen."})

    page = browser(cast.fatma).get(f"{GARDEN}/versies/1").text

    assert "Het hele gras wordt moestuin." in page
    assert "Dit is een oude tekst. Nu geldt versie 2." in page


def test_a_decided_proposal_is_taken_up_again_as_a_new_version(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    garden.proposal.phase = Phase.DECIDED
    garden.proposal.ready_at = START

    with clock_at(START + timedelta(days=30)):
        browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT | {"because": "Na een jaar."})

    session.refresh(garden.proposal)
    assert garden.proposal.phase is Phase.DISCUSSION
    assert garden.proposal.version_number == 2
    assert garden.proposal.ready_at is None
    assert garden.proposal.discussed_since == START + timedelta(days=30)


@pytest.mark.parametrize("tail", ["", "/versies/2", "/versies/1-2"])
def test_whose_idea_it_was_is_read_by_members_only(
    browser: SignIn, session: Session, cast: Linde, garden: Garden, tail: str
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    session.commit()
    browser(cast.joost).post(f"{GARDEN}/tekst", data=TEXT | {"because": "De kinderen voetballen."})

    assert "Joost, na het ontbijt" in browser(cast.henk).get(f"{GARDEN}{tail}").text
    stranger = browser().get(f"{GARDEN}{tail}")
    assert stranger.status_code == 200
    assert "na het ontbijt" not in stranger.text
