"""The list to walk with: who has no invitation at all, by street, whoever voted."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.invitations.letters import write_letters
from decisions.models import Decision
from decisions.roll import Delivery, Invitation
from tests.cast import Linde, join
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import address, opened, vote


@pytest.fixture
def decision(app: Flask, session: Session, cast: Linde) -> Decision:
    """Fatma, Henk and Piet have no mail."""
    for member in (cast.fatma, cast.henk, cast.piet):
        member.person.email = None
    assert cast.piet.household is not None
    cast.piet.household.street = "Achterom"
    cast.piet.phone = "06 00000000"
    return opened(app, session, cast)


def shown(browser: SignIn, cast: Linde, decision: Decision) -> str:
    page = browser(cast.marleen).get(address(decision, "/niet-uitgenodigd"))
    assert page.status_code == 200
    return page.text.split("<main")[1]


def test_who_got_nothing_stands_under_her_street(
    browser: SignIn, cast: Linde, decision: Decision
) -> None:
    page = shown(browser, cast, decision)

    names = ("Achterom", "Piet Jansen", "06 00000000", "Lindelaan", "Fatma Yıldız", "Henk Visser")
    places = [page.index(name) for name in names]
    assert places == sorted(places)
    assert "Joost Brand" not in page


def test_letter_takes_her_off_until_it_comes_back(
    app: Flask, session: Session, browser: SignIn, cast: Linde, decision: Decision
) -> None:
    with app.app_context():
        write_letters(session, [cast.fatma], decision, cast.marleen)
    session.commit()
    assert "Fatma Yıldız" not in shown(browser, cast, decision)

    session.scalars(
        select(Invitation).where(Invitation.channel == "letter")
    ).one().delivery = Delivery.RETURNED

    page = shown(browser, cast, decision)
    assert "Fatma Yıldız" in page
    assert "(een eerdere kwam terug)" in page


def test_voting_changes_nothing_on_the_list(
    browser: SignIn, cast: Linde, decision: Decision
) -> None:
    before = shown(browser, cast, decision)

    vote(browser(cast.fatma), decision, "voorstel=1")
    vote(browser(cast.joost), decision, "voorstel=1")

    assert shown(browser, cast, decision) == before


def test_list_asks_few_questions(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    for number in range(30):
        join(session, cast.community, f"Buur{number} {number}").person.email = None
    decision = opened(app, session, cast)
    client = browser(cast.marleen)
    client.get("/g/linde")

    with queries() as seen:
        client.get(address(decision, "/niet-uitgenodigd"))

    assert len(seen) <= 12
