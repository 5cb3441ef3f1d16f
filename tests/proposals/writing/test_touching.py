"""Whom a proposal touches, and who goes and talks with them."""

import pytest
from sqlalchemy.orm import Session

from proposals.models import Touched, TouchedStatus
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden


def test_anyone_adds_somebody_whom_it_touches(browser: SignIn, cast: Linde, garden: Garden) -> None:
    for member in (cast.henk, cast.marleen, cast.sanne):
        browser(member).post(f"{GARDEN}/betrokkenen", data={"who": f"Gezien door {member.name}"})

    page = browser(cast.fatma).get(GARDEN).text
    assert "Gezien door Sanne Kok: nog niemand sprak met hen" in page
    assert "Gezien door Henk Visser" in page


def test_without_a_name_nobody_is_added(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    answer = browser(cast.henk).post(f"{GARDEN}/betrokkenen", data={"who": " ", "how": "Zo"})

    assert answer.status_code == 422
    assert "Schrijf op wie dit raakt." in answer.text
    assert session.query(Touched).count() == 2


def test_somebody_takes_up_the_talk_and_can_give_it_back(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    path = f"{GARDEN}/betrokkenen/{garden.school.id}/gesprek"

    browser(cast.samira).post(path)
    first = browser(cast.fatma).get(GARDEN).text
    browser(cast.samira).post(path)

    session.refresh(garden.school)
    assert "De school. Samira El Amrani gaat met hen praten." in first
    assert garden.school.talker_id is None


def test_two_do_not_take_up_the_same_talk(browser: SignIn, cast: Linde, garden: Garden) -> None:
    path = f"{GARDEN}/betrokkenen/{garden.school.id}/gesprek"
    browser(cast.samira).post(path)

    answer = browser(cast.henk).post(path)

    assert answer.status_code == 409
    assert "Iemand anders gaat al met hen praten." in answer.text


def test_what_they_said_stands_on_the_page(browser: SignIn, cast: Linde, garden: Garden) -> None:
    browser(cast.samira).post(
        f"{GARDEN}/betrokkenen/{garden.school.id}",
        data={"status": "spoken", "words": "Niet ons doel weghalen."},
    )

    page = browser(cast.fatma).get(GARDEN).text
    assert "De school. Gesproken door Samira El Amrani, 4" in page
    assert "“Niet ons doel weghalen.”" in page


@pytest.mark.parametrize(
    ("status", "words"), [("asked", "we wachten"), ("agreed", "zegt ja"), ("refused", "zegt nee")]
)
def test_who_must_agree_was_asked_or_says_yes_or_no(
    browser: SignIn, cast: Linde, garden: Garden, status: str, words: str
) -> None:
    browser(cast.joost).post(
        f"{GARDEN}/betrokkenen/{garden.owner.id}", data={"status": status, "words": ""}
    )

    assert words in browser(cast.fatma).get(GARDEN).text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"status": ""}, "Kies hoe het gesprek ging."),
        ({"status": "unspoken"}, "Kies hoe het gesprek ging."),
        ({"status": "agreed", "words": "Ja"}, "zij hoeven geen ja te zeggen"),
        ({"status": "spoken"}, "Schrijf op wat zij zeiden."),
        (
            {"status": "spoken", "words": "Ja", "status_on": "2027-01-01"},
            "Kies een dag die al geweest is.",
        ),
        ({"status": "spoken", "words": "Ja", "status_on": "toen"}, "Schrijf een dag"),
    ],
)
def test_a_talk_that_cannot_be_noted_is_said(
    browser: SignIn,
    cast: Linde,
    garden: Garden,
    session: Session,
    sent: dict[str, str],
    sentence: str,
) -> None:
    answer = browser(cast.samira).post(f"{GARDEN}/betrokkenen/{garden.school.id}", data=sent)

    session.refresh(garden.school)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert garden.school.status is TouchedStatus.UNSPOKEN


def test_a_visitor_sees_whom_it_touches_but_not_who_talked(
    browser: SignIn, cast: Linde, garden: Garden, public: None
) -> None:
    browser(cast.samira).post(
        f"{GARDEN}/betrokkenen/{garden.school.id}", data={"status": "spoken", "words": "Prima."}
    )

    page = browser().get(GARDEN).text
    assert "De school. Gesproken door een buurtgenoot" in page
    assert "Samira" not in page


def test_to_a_visitor_a_neighbour_goes_to_talk(
    browser: SignIn, cast: Linde, garden: Garden, public: None
) -> None:
    browser(cast.samira).post(f"{GARDEN}/betrokkenen/{garden.school.id}/gesprek")

    assert "De school. Een buurtgenoot gaat met hen praten." in browser().get(GARDEN).text


def test_outsiders_add_nothing(browser: SignIn, cast: Linde, garden: Garden) -> None:
    path = f"{GARDEN}/betrokkenen"
    for outsider in (cast.bram, None):
        assert browser(outsider).post(path, data={"who": "Ik"}).status_code == 404
        assert browser(outsider).post(f"{path}/{garden.school.id}/gesprek").status_code == 404


def test_a_row_of_another_proposal_is_not_found(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    assert browser(cast.henk).post(f"{GARDEN}/betrokkenen/999/gesprek").status_code == 404
