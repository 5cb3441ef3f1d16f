"""Founding a community, bringing people in, and giving roles."""

from datetime import date

import pytest
from communities.memberships import add_member, appoint, household_at
from flask import Flask
from sqlalchemy.orm import Session

from communities.founding.founding import found_community
from communities.models import Role
from plumbing.web import Invalid
from tests.cast import Linde
from tests.conftest import SignIn


@pytest.fixture(autouse=True)
def _words(app: Flask) -> object:
    with app.test_request_context():
        yield


def test_a_community_gets_an_address_from_its_name(session: Session) -> None:
    assert found_community(session, "De Weverij & co").slug == "de-weverij-co"


def test_two_communities_never_share_an_address(session: Session, cast: Linde) -> None:
    with pytest.raises(Invalid):
        found_community(session, "Linde")


def test_who_has_an_account_keeps_it_in_a_second_community(session: Session, cast: Linde) -> None:
    singer = add_member(session, cast.choir, "Fatma", "Fatma@Example.org")

    assert singer.person is cast.fatma.person
    assert (singer.name, cast.fatma.name) == ("Fatma", "Fatma Yıldız")


def test_people_without_mail_are_people_of_their_own(session: Session, cast: Linde) -> None:
    one, other = (add_member(session, cast.community, "Ali") for _ in range(2))

    assert one.person_id != other.person_id


def test_people_at_one_address_share_a_household(session: Session, cast: Linde) -> None:
    assert household_at(session, cast.community, "Garenpad", "3") is household_at(
        session, cast.community, "Garenpad", "3"
    )


def test_a_helper_never_votes(session: Session, cast: Linde) -> None:
    appoint(
        session,
        cast.piet,
        Role.SUPPORTER,
        organisation="Welzijn",
        ends_on=date(2027, 1, 1),
        votes=True,
    )

    assert not cast.piet.votes


@pytest.mark.parametrize("given", [{}, {"organisation": "Welzijn"}, {"ends_on": date(2027, 1, 1)}])
def test_who_comes_from_outside_says_for_whom_and_until_when(
    session: Session, cast: Linde, given: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        appoint(session, cast.piet, Role.SUPPORTER, **given)  # type: ignore[arg-type]


def test_every_role_that_is_given_stands_in_the_log(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    appoint(session, cast.piet, Role.FACILITATOR, by=cast.marleen)

    page = browser(cast.fatma).get("/g/linde/logboek").text

    assert "Marleen de Wit gaf Piet Jansen een rol: gespreksleider." in page
