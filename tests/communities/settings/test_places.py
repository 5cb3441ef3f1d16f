"""Places: put on the list by a facilitator, shown where people need them."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import LogLine, Place
from communities.places import add_place
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import address, opened

PLACE = {"name": "De Klos", "address": "Garenpad 2", "hours": "Dinsdag om 10 uur"}


def test_facilitator_adds_changes_and_removes_a_place(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    client = browser(cast.marleen)
    client.post("/g/linde/plaatsen", data={**PLACE, "helps_with_voting": "1"})
    place = session.scalars(select(Place)).one()
    assert (place.name, place.helps_with_voting) == ("De Klos", True)

    client.post(f"/g/linde/plaatsen/{place.id}", data=PLACE | {"name": "Het Koffiehuis"})
    session.expire_all()
    assert (place.name, place.helps_with_voting) == ("Het Koffiehuis", False)

    client.post(f"/g/linde/plaatsen/{place.id}/verwijdering")
    assert session.scalars(select(Place)).all() == []
    actions = session.scalars(select(LogLine.action).order_by(LogLine.id)).all()
    assert actions == ["place_added", "place_changed", "place_removed"]


def test_place_without_a_name_is_given_back(session: Session, cast: Linde, browser: SignIn) -> None:
    page = browser(cast.marleen).post("/g/linde/plaatsen", data=PLACE | {"name": " "})

    assert page.status_code == 422
    assert "Geef de plaats een naam." in page.text
    assert "Garenpad 2" in page.text


def test_place_of_another_community_does_not_exist(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    other = add_place(session, cast.choir, "De kerk")
    session.commit()

    assert (
        browser(cast.marleen).post(f"/g/linde/plaatsen/{other.id}", data=PLACE).status_code == 404
    )


def test_ballot_and_open_decision_say_where_somebody_helps(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    add_place(session, cast.community, "De Klos", hours="Dinsdag om 10 uur", helps_with_voting=True)
    add_place(session, cast.community, "Bibliotheek")
    cast.community.phone = "030 000 00 00"
    decision = opened(app, session, cast)

    for path in (address(decision, "/stem"), address(decision, "?eerst=besluit")):
        page = browser(cast.fatma).get(path).text
        assert "Hulp bij stemmen: De Klos" in page
        assert "Dinsdag om 10 uur" in page
        assert "030 000 00 00" in page
        assert "Bibliotheek" not in page


def test_page_asks_few_questions(
    session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    for number in range(20):
        add_place(session, cast.community, f"Plek {number}")
    client = browser(cast.marleen)
    client.get("/g/linde/plaatsen")

    with queries() as seen:
        client.get("/g/linde/plaatsen")

    assert len(seen) <= 12
