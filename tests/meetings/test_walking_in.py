"""Somebody comes in late, and votes on the next question from a card."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Household, LogLine, Membership, SignInToken
from meetings.walking_in import nearness
from plumbing.drawing import qr
from plumbing.words.folding import folded
from tests.cast import START, Linde
from tests.conftest import Queries, SignIn
from tests.meetings.test_quick_question import asked
from tests.meetings.test_screens import screen_in

DOOR = "/g/linde/binnenlopen"
YOUSSEF = {"name": "Youssef Amrani", "street": "Lindelaan", "house_number": "14"}


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the cards say to who scans them."""
    seen: list[str] = []
    drawn = qr.drawn

    def note(link: str) -> object:
        seen.append(link)
        return drawn(link)

    monkeypatch.setattr(qr, "drawn", note)
    return seen


def scan(client: FlaskClient, link: str) -> str:
    """Open the link, say that it is me, and read where it leads."""
    path = link.partition("gehoord.test")[2]
    assert "Ja, ga verder" in client.get(path).text
    return client.post(path).location


def test_a_name_and_a_street_make_a_member_with_a_card(
    session: Session, cast: Linde, browser: SignIn, links: list[str]
) -> None:
    page = browser(cast.marleen).post(DOOR, data=YOUSSEF)

    session.rollback()
    member = session.scalars(select(Membership).where(Membership.name == YOUSSEF["name"])).one()
    assert member.votes
    assert (
        member.household
        == session.scalars(select(Household).where(Household.house_number == "14")).one()
    )
    assert page.text.count('class="qr"') == 1
    assert scan(browser(), links[0]) == "/"


def test_the_card_leads_to_the_screen_and_works_once(
    session: Session, cast: Linde, browser: SignIn, links: list[str]
) -> None:
    marleen = browser(cast.marleen)
    marleen.post("/g/linde/scherm")
    marleen.post(DOOR, data=YOUSSEF)

    assert scan(browser(), links[0]) == f"/scherm/{screen_in(session).code}/mee"
    assert browser().get(links[0].partition("gehoord.test")[2]).status_code == 410


def test_the_card_is_over_at_midnight(
    session: Session, cast: Linde, browser: SignIn, links: list[str]
) -> None:
    browser(cast.marleen).post(DOOR, data=YOUSSEF)

    until = session.scalars(select(SignInToken.expires_at)).one()
    assert (until - START).total_seconds() == 13 * 60 * 60


def test_what_is_open_already_starts_without_her_and_that_is_said(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    before = marleen.post(DOOR, data=YOUSSEF | {"name": "Ali Demir"}).text
    asked(marleen, session)

    page = marleen.post(DOOR, data=YOUSSEF).text

    assert "doet mee vanaf de volgende vraag" not in before
    assert "doet mee vanaf de volgende vraag" in page


@pytest.mark.parametrize("typed", ["Fatma Yıldız", "fatma", "Fatma Yildiz", "Yildiz"])
def test_who_is_here_already_is_found_by_her_name(
    session: Session, cast: Linde, browser: SignIn, typed: str
) -> None:
    page = browser(cast.marleen).post(DOOR, data={"name": typed})

    assert "Is het een van deze mensen?" in page.text
    assert cast.fatma.name in page.text
    assert "Henk Visser" not in page.text


def test_chosen_she_gets_a_card_and_reads_who_made_it(
    session: Session, cast: Linde, browser: SignIn, links: list[str]
) -> None:
    browser(cast.marleen).post(DOOR, data={"member": cast.fatma.id})

    fatma = browser()
    scan(fatma, links[0])
    assert "Marleen de Wit maakte een inloglink" in fatma.get("/g/linde/logboek").text


def test_with_the_same_name_she_can_still_be_new(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    browser(cast.marleen).post(DOOR, data={"name": "Fatma Yıldız", "new": "1"})

    session.rollback()
    named = select(Membership).where(Membership.name == "Fatma Yıldız")
    assert len(session.scalars(named).all()) == 2
    assert "walked_in" in session.scalars(select(LogLine.action)).all()


def test_a_member_of_elsewhere_gets_no_card_here(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    answer = browser(cast.marleen).post(DOOR, data={"member": cast.bram.id})

    assert answer.status_code == 404
    assert session.scalars(select(SignInToken)).all() == []


@pytest.mark.parametrize("typed", [{}, {"name": " "}, {"name": "12"}, {"name": "x" * 121}])
def test_without_a_name_there_is_no_card(
    session: Session, cast: Linde, browser: SignIn, typed: dict[str, str]
) -> None:
    page = browser(cast.marleen).post(DOOR, data=typed)

    assert page.status_code == 422
    assert re.search(r'id="f-name"[^>]*aria-invalid="true"', page.text)


def test_finding_her_asks_little_of_the_database(
    session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    with queries() as seen:
        browser(cast.marleen).post(DOOR, data=YOUSSEF)

    assert len(seen) <= 20


@pytest.mark.parametrize(
    ("typed", "name", "is_near"),
    [("jan", "Jan Bakker", True), ("Yan Bakker", "Jan Bakker", True), ("Jan", "Joost", False)],
)
def test_how_near_two_names_are(typed: str, name: str, is_near: bool) -> None:
    assert (nearness(folded(typed), folded(name)) >= 0.8) is is_near
