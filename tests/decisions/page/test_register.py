"""The register of decisions: what stands in it, for whom, and how it is searched."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from communities.models import Visibility
from decisions.page.register import ON_A_PAGE
from plumbing.clock import clock_at
from plumbing.values import replace
from plumbing.words.folding import folded
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.recorded import AFTER, closed, recorded
from tests.decisions.scenes import DOTS, GARDEN, address, opened

REGISTER = "/g/linde/besluiten"


def test_members_see_open_closed_and_recorded_decisions_each_under_its_heading(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    recorded(app, session, cast, browser)
    closed(app, session, cast, browser, draft=replace(GARDEN, title="Lampen in de poort"))
    opened(app, session, cast, DOTS)

    page = browser(cast.fatma).get(REGISTER).text

    places = [page.index(f">{name}<") for name in
              ("Nu open", "Gesloten, verslag nog niet af", "Genomen besluiten")]  # fmt: skip
    assert places == sorted(places)
    assert page.count("Aangenomen") == 2
    assert "6 van de 6 deden mee" in page
    assert f"{REGISTER}/1-moestuin-op-het-gras/besluit" in page


def test_the_front_page_shows_what_is_decided_to_each_what_she_may_see(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    recorded(app, session, cast, browser)
    opened(app, session, cast, DOTS)
    cast.community.visibility = Visibility.PUBLIC
    session.flush()

    with queries() as seen:
        inside = browser(cast.marleen).get("/g/linde").text
    outside = browser().get("/g/linde").text

    assert DOTS.title in inside
    assert "Moestuin op het gras" in inside
    assert "Moestuin op het gras" in outside
    assert "Aangenomen" in outside
    assert DOTS.title not in outside
    assert len(seen) <= 12


def test_an_open_decision_shows_no_result(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    opened(app, session, cast, GARDEN)

    page = browser(cast.fatma).get(REGISTER).text

    assert "Moestuin op het gras" in page
    assert "angenomen" not in page


def test_a_visitor_sees_recorded_decisions_of_a_public_community_only(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    recorded(app, session, cast, browser)
    closed(app, session, cast, browser, draft=replace(GARDEN, title="Lampen in de poort"))
    opened(app, session, cast, DOTS)
    hidden = browser().get(REGISTER)
    cast.community.visibility = Visibility.PUBLIC

    page = browser().get(REGISTER)

    assert hidden.status_code == 404
    assert "Moestuin op het gras" in page.text
    assert "Lampen in de poort" not in page.text
    assert "Wat eerst?" not in page.text
    assert browser().get(f"{REGISTER}?zoek=lampen").text.count("Niets gevonden") == 1


@pytest.mark.parametrize(
    "sought", ["moestuin", "MOESTUIN", "goals", "Árts gras", "100%", "moes_tuin", "moestuin bank"]
)
def test_searching_folds_case_and_accents_and_wants_every_word(
    app: Flask, session: Session, cast: Linde, browser: SignIn, sought: str
) -> None:
    draft = replace(GARDEN, title="Moestuin op het gras", question="Wil je een ärtsentuin?")
    recorded(app, session, cast, browser, draft=draft)
    finds = sought in ("moestuin", "MOESTUIN", "goals", "Árts gras")

    page = browser(cast.fatma).get(REGISTER, query_string={"zoek": sought}).text

    assert ("Moestuin op het gras" in page) is finds
    assert ("1 besluit gevonden." in page) is finds


def test_a_decision_without_a_record_is_found_by_its_title(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    opened(app, session, cast, replace(GARDEN, title="Café in de Kétting"))

    for sought in ("cafe", "CAFÉ", "ketting"):
        page = browser(cast.fatma).get(REGISTER, query_string={"zoek": sought}).text
        assert "Café in de Kétting" in page, sought


def test_the_register_is_paged_and_asks_few_questions(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    for number in range(ON_A_PAGE + 2):
        opened(app, session, cast, replace(GARDEN, title=f"Voorstel {number}"))
    fatma = browser(cast.fatma)
    fatma.get(REGISTER)

    with queries() as seen:
        first = fatma.get(REGISTER).text
    second = fatma.get(f"{REGISTER}?bladzijde=2").text
    beyond = fatma.get(f"{REGISTER}?bladzijde=99").text

    assert len(seen) <= 12
    assert "Pagina 1 van 2" in first
    assert first.count("row-link") == ON_A_PAGE
    assert second.count("row-link") == 2
    assert "Pagina 2 van 2" in beyond


def test_a_decision_whose_deadline_passed_is_closed_in_the_register_at_once(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, GARDEN)

    with clock_at(AFTER):
        page = browser(cast.fatma).get(REGISTER).text

    assert "Gesloten, verslag nog niet af" in page
    assert address(decision) in page


def test_an_empty_register_says_what_to_do(cast: Linde, browser: SignIn) -> None:
    page = browser(cast.fatma).get(REGISTER).text

    assert "Er zijn nog geen besluiten" in page
    assert browser(cast.bram).get(REGISTER).status_code == 404


def test_folding_leaves_letters_to_search_by() -> None:
    assert folded("  Één Kétting\n") == "een ketting"
