"""The people of a community: who sees them, and how who comes from outside is marked."""

from datetime import date, timedelta

import pytest
from communities.memberships import add_member, appoint
from sqlalchemy.orm import Session

from communities.log import note
from communities.models import Attribute, Role
from plumbing.clock import clock_at
from tests.cast import START, Linde
from tests.conftest import Queries, SignIn


@pytest.mark.parametrize("path", ["", "/leden", "/ik", "/regels", "/logboek", "/ik/gegevens.json"])
@pytest.mark.parametrize("who", ["fatma", "marleen", "olga", "sanne"])
def test_every_member_reads_these_pages(cast: Linde, browser: SignIn, path: str, who: str) -> None:
    assert browser(getattr(cast, who)).get(f"/g/linde{path}").status_code == 200


@pytest.mark.parametrize("path", ["", "/leden", "/ik", "/regels", "/logboek", "/ik/gegevens.json"])
def test_no_page_asks_the_database_more_than_twelve_times(
    session: Session,
    cast: Linde,
    age: Attribute,
    tongue: Attribute,
    browser: SignIn,
    queries: Queries,
    path: str,
) -> None:
    for number in range(40):
        member = add_member(session, cast.community, f"Buur {number}")
        note(session, cast.community.id, "sign_in_link", cast.marleen, member)
        note(session, cast.community.id, "sign_in_link", member, cast.fatma)
    fatma = browser(cast.fatma)

    with queries() as seen:
        fatma.get(f"/g/linde{path}")

    assert len(seen) <= 12, seen


@pytest.mark.parametrize("path", ["", "/leden", "/ik", "/regels", "/logboek", "/ik/gegevens.json"])
def test_for_outsiders_they_do_not_exist(cast: Linde, browser: SignIn, path: str) -> None:
    assert browser(cast.bram).get(f"/g/linde{path}").status_code == 404
    assert browser().get(f"/g/linde{path}").status_code == 404


def test_a_helper_is_shown_with_title_organisation_and_end(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    appoint(
        session,
        cast.sanne,
        Role.SUPPORTER,
        title="Opbouwwerker",
        organisation="Welzijn Noord",
        ends_on=date(2026, 12, 31),
    )

    page = browser(cast.fatma).get("/g/linde/leden").text

    assert "Opbouwwerker, Welzijn Noord" in page
    assert "Helper, stemt niet mee." in page
    assert "31\xa0december 2026" in page


def test_after_the_end_date_who_came_from_outside_is_gone(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.sanne.role_ends_on = date(2026, 5, 10)

    with clock_at(START + timedelta(days=7)):
        page = browser(cast.fatma).get("/g/linde/leden").text
        own = browser(cast.sanne).get("/g/linde/leden")

    assert "Sanne" not in page
    assert own.status_code == 404


def test_who_left_is_not_listed(session: Session, cast: Linde, browser: SignIn) -> None:
    cast.piet.left_at = START

    assert "Piet Jansen" not in browser(cast.fatma).get("/g/linde/leden").text


def test_a_long_list_comes_in_pages_and_can_be_searched(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    for number in range(130):
        add_member(session, cast.community, f"Buur {number:03}")
    fatma = browser(cast.fatma)

    first = fatma.get("/g/linde/leden").text
    second = fatma.get("/g/linde/leden?bladzijde=2").text
    found = fatma.get("/g/linde/leden?zoek=buur+12").text

    assert "Buur 000" in first
    assert "Buur 129" not in first
    assert "Buur 129" in second
    assert "Buur 128" in found
    assert "Buur 000" not in found


def test_the_front_page_of_a_public_community_shows_no_members_to_visitors(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.community.visibility = cast.community.visibility.PUBLIC

    page = browser().get("/g/linde")

    assert page.status_code == 200
    assert "/g/linde/leden" not in page.text
    assert "/in?next=/g/linde" in page.text


def test_the_places_appear_from_the_second_visit_on(cast: Linde, browser: SignIn) -> None:
    fatma = browser(cast.fatma)
    first = fatma.get("/g/linde").text + fatma.get("/g/linde/leden").text

    with clock_at(START + timedelta(days=1)):
        second = fatma.get("/g/linde").text

    assert 'class="tabs"' not in first
    assert 'class="tabs"' in second


def test_when_an_appointment_ends_who_has_a_vote_stays_as_a_resident(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.marleen.role_ends_on = date(2026, 5, 1)
    session.commit()

    assert browser(cast.marleen).get("/g/linde").status_code == 200
    assert browser(cast.marleen).get("/g/linde/meldingen").status_code == 403
