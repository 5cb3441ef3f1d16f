"""Leaving: what she told goes, what she cast stays, and her name goes along if she wants."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Attribute, Declaration, Household, Membership, Person, Role
from communities.questions.declaring import declare
from decisions.roll import BaseAnswer, RollEntry
from plumbing.values import replace
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import GARDEN, opened, vote

AWAY = "iemand die weg is"
LEAVE = "/g/linde/ik/vertrek"


@pytest.fixture
def told(session: Session, cast: Linde, age: Attribute) -> Linde:
    declare(session, cast.fatma, age, ["oud"])
    cast.fatma.phone = "0612345678"
    session.commit()
    return cast


def _leave(browser: SignIn, who: Membership, name: str = "stays") -> int:
    return browser(who).post(LEAVE, data={"name": name}).status_code


def _entry(session: Session, who: Membership) -> RollEntry:
    session.expire_all()
    return session.scalars(select(RollEntry).where(RollEntry.membership_id == who.id)).one()


def test_she_reads_first_what_happens(browser: SignIn, cast: Linde) -> None:
    page = browser(cast.fatma).get(LEAVE)

    assert "Wat je al stemde, blijft meetellen." in page.text


def test_without_a_choice_nothing_happens(browser: SignIn, session: Session, cast: Linde) -> None:
    page = browser(cast.fatma).post(LEAVE)

    session.expire_all()
    assert page.status_code == 422
    assert session.get_one(Membership, cast.fatma.id).left_at is None


def test_who_leaves_gets_in_no_more_and_what_she_told_is_gone(
    browser: SignIn, session: Session, told: Linde
) -> None:
    phone = browser(told.fatma)

    phone.post(LEAVE, data={"name": "stays"})

    session.expire_all()
    assert phone.get("/g/linde/leden").status_code == 404
    assert session.scalars(select(Declaration)).all() == []
    assert session.get_one(Membership, told.fatma.id).name == "Fatma Yıldız"
    assert "Fatma Yıldız ging weg." in browser(told.marleen).get("/g/linde/logboek").text


def test_her_cast_ballot_stands_and_she_casts_no_other(
    app: Flask, browser: SignIn, session: Session, told: Linde
) -> None:
    decision = opened(app, session, told, replace(GARDEN))
    vote(browser(told.fatma), decision, "voorstel=1")

    _leave(browser, told.fatma)

    entry = _entry(session, told.fatma)
    page = browser(told.marleen).get(f"/g/linde/besluiten/{decision.number}?eerst=besluit")
    assert entry.left_at is not None
    assert "1 van de 6 deed mee" in page.text
    assert session.scalars(select(BaseAnswer)).all() == []


def test_with_her_name_goes_everything_that_points_at_her(
    app: Flask, browser: SignIn, session: Session, told: Linde
) -> None:
    opened(app, session, told, replace(GARDEN))
    household = told.fatma.household_id

    _leave(browser, told.fatma, "goes")

    entry = _entry(session, told.fatma)
    member = session.get_one(Membership, told.fatma.id)
    person = session.get_one(Person, told.fatma.person_id)
    with app.app_context():
        session.expire_all()
        assert (entry.salt, entry.name, member.name) == (None, AWAY, AWAY)
    assert (member.phone, member.household_id, person.email) == ("", None, None)
    assert session.get(Household, household) is None


def test_what_she_proposed_stays_without_her_name(
    app: Flask, browser: SignIn, session: Session, cast: Linde
) -> None:
    decision = opened(app, session, cast, replace(GARDEN))
    path = f"/g/linde/voorstellen/{decision.proposal.number}"
    before = browser(cast.henk).get(path).text

    _leave(browser, cast.joost, "goes")

    after = browser(cast.henk).get(path).text
    assert "Joost Brand" in before
    assert "Joost Brand" not in after
    assert AWAY in after


def test_an_account_that_is_used_elsewhere_stays(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    session.add(
        Membership(
            community=cast.choir,
            person=cast.fatma.person,
            name="Fatma",
            joined_at=cast.fatma.joined_at,
        )
    )
    phone = browser(cast.fatma)

    phone.post(LEAVE, data={"name": "goes"})

    session.expire_all()
    assert session.get_one(Person, cast.fatma.person_id).email == "fatma@example.org"
    assert phone.get("/g/koor/leden").status_code == 200


def test_an_emptied_account_is_signed_in_nowhere(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    phone, laptop = browser(cast.fatma), browser(cast.fatma)

    phone.post(LEAVE, data={"name": "goes"})

    for device in (phone, laptop):
        assert "Wie horen we niet?" in device.get("/").text


def test_the_only_facilitator_appoints_another_first(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    cast.olga.role = Role.RESIDENT
    session.commit()

    page = browser(cast.marleen).get(LEAVE)
    refused = browser(cast.marleen).post(LEAVE, data={"name": "stays"})

    session.expire_all()
    assert "Maak eerst iemand anders gespreksleider." in page.text
    assert refused.status_code == 409
    assert session.get_one(Membership, cast.marleen.id).left_at is None


def test_with_another_facilitator_she_may_go(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    assert _leave(browser, cast.marleen) == 303


def test_the_very_last_one_may_go_too(browser: SignIn, session: Session, cast: Linde) -> None:
    cast.bram.role = Role.FACILITATOR

    answer = browser(cast.bram).post("/g/koor/ik/vertrek", data={"name": "stays"})

    assert answer.status_code == 303
