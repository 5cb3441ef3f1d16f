"""What a community says of itself, what it asks, who has which role: changed by hand and logged."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Attribute, Declaration, Household, Membership
from communities.questions.declaring import declare
from tests.cast import START, Linde
from tests.communities.conftest import Delivered
from tests.conftest import SignIn

HERE = "/g/linde/instellingen"
FORM = {
    "name": "De Linde",
    "shares": "Een straat",
    "for_whom": "Iedereen hier",
    "phone": "030 1234567",
    "words": "bewoners",
    "joining": "open",
    "visibility": "public",
    "indexable": "1",
    "asks": "yes",
}
OWN = {
    "question": "Heb je een auto?",
    "purpose": "Om te zien of we beide horen.",
    "answers": "Ja = buren met een auto\nNee",
    "kind": "plain",
    "unit": "household",
}


def test_settings_change_and_the_log_says_which(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    leader = browser(cast.marleen)

    leader.post(HERE, data=FORM)

    session.expire_all()
    community = cast.community
    log = leader.get("/g/linde/logboek").text
    assert (community.people_word, community.phone) == ("bewoners", "030 1234567")
    assert (community.joining, community.visibility, community.indexable) == (
        "open",
        "public",
        True,
    )
    assert "veranderde de instellingen:" in log
    assert "het telefoonnummer" in log


def test_the_same_again_changes_nothing(browser: SignIn, session: Session, cast: Linde) -> None:
    leader = browser(cast.marleen)
    leader.post(HERE, data=FORM)

    page = leader.post(HERE, data=FORM, follow_redirects=True)

    assert "Er veranderde niets." in page.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"name": ""}, "Geef de gemeenschap een naam."), ({"phone": "bel me"}, "geen telefoonnummer")],
)
def test_wrong_settings_are_refused(
    browser: SignIn, session: Session, cast: Linde, changed: dict[str, str], sentence: str
) -> None:
    page = browser(cast.marleen).post(HERE, data=FORM | changed)

    session.expire_all()
    assert page.status_code == 422
    assert sentence in page.text
    assert cast.community.phone == ""


def test_an_own_question_is_asked_of_every_member(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    browser(cast.marleen).post(f"{HERE}/vragen", data=OWN)

    session.commit()
    (attribute,) = session.scalars(select(Attribute))
    assert [value.phrase for value in attribute.values] == ["buren met een auto", "“Nee”"]
    assert "Heb je een auto?" in browser(cast.fatma).get("/g/linde/ik").text


@pytest.mark.parametrize("changed", [{"question": ""}, {"purpose": ""}, {"answers": "Ja"}])
def test_a_question_without_purpose_or_answers_is_not_asked(
    browser: SignIn, session: Session, cast: Linde, changed: dict[str, str]
) -> None:
    page = browser(cast.marleen).post(f"{HERE}/vragen", data=OWN | changed)

    session.commit()
    assert page.status_code == 422
    assert session.scalars(select(Attribute)).all() == []


def test_a_proposed_question_is_asked_once(browser: SignIn, session: Session, cast: Linde) -> None:
    leader = browser(cast.marleen)
    leader.post(f"{HERE}/vragen", data={"proposed": "wanneer"})

    again = leader.post(f"{HERE}/vragen", data={"proposed": "wanneer"})

    session.commit()
    assert again.status_code == 422
    assert [one.key for one in session.scalars(select(Attribute))] == ["wanneer"]


def test_with_a_question_go_its_answers(
    browser: SignIn, session: Session, cast: Linde, age: Attribute
) -> None:
    declare(session, cast.fatma, age, ["oud"])
    leader = browser(cast.marleen)

    leader.post(f"{HERE}/vragen/leeftijd/einde")

    session.expire_all()
    assert session.scalars(select(Declaration)).all() == []
    assert "Hoe oud ben je?" not in leader.get("/g/linde/ik").text
    assert (
        "haalde een vraag aan de leden weg: Hoe oud ben je?" in leader.get("/g/linde/logboek").text
    )


def test_a_facilitator_gives_a_role(browser: SignIn, session: Session, cast: Linde) -> None:
    path = f"/g/linde/leden/{cast.henk.id}/rol"
    form = {
        "role": "supporter",
        "organisation": "Welzijn",
        "ends_on": "2027-01-01",
        "title": "Hulp",
    }

    browser(cast.marleen).post(path, data=form)

    session.expire_all()
    assert (cast.henk.is_supporter, cast.henk.votes, cast.henk.organisation) == (
        True,
        False,
        "Welzijn",
    )


@pytest.mark.parametrize(
    "form",
    [
        {"role": "king"},
        {"role": "supporter"},
        {"role": "supporter", "organisation": "Welzijn", "ends_on": "2026-01-01"},
        {"role": "facilitator", "organisation": "Welzijn"},
        {"role": "facilitator", "votes": "1", "ends_on": "later"},
    ],
)
def test_an_impossible_role_is_refused(
    browser: SignIn, session: Session, cast: Linde, form: dict[str, str]
) -> None:
    answer = browser(cast.marleen).post(f"/g/linde/leden/{cast.henk.id}/rol", data=form)

    session.expire_all()
    assert answer.status_code == 422
    assert (cast.henk.role, cast.henk.votes) == ("resident", True)


def test_a_helper_who_becomes_a_member_votes_again(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    browser(cast.marleen).post(f"/g/linde/leden/{cast.sanne.id}/rol", data={"role": "resident"})

    session.expire_all()
    assert (cast.sanne.role, cast.sanne.votes, cast.sanne.organisation) == ("resident", True, "")


def test_the_only_facilitator_keeps_her_role(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    leader = browser(cast.marleen)
    leader.post(f"/g/linde/leden/{cast.olga.id}/rol", data={"role": "resident"})

    answer = leader.post(f"/g/linde/leden/{cast.marleen.id}/rol", data={"role": "resident"})

    session.expire_all()
    assert answer.status_code == 422
    assert cast.marleen.is_facilitator


def test_a_member_says_how_she_is_reached(browser: SignIn, session: Session, cast: Linde) -> None:
    browser(cast.fatma).post(
        "/g/linde/ik/bereik",
        data={"phone": "0611", "street": "Lindelaan", "house_number": "joo", "reminders": "1"},
    )

    session.expire_all()
    assert (cast.fatma.phone, cast.fatma.wants_letters) == ("0611", False)
    assert cast.fatma.household_id == cast.joost.household_id
    assert cast.fatma.person.reminders


def test_two_households_share_an_address_if_they_say_so(
    browser: SignIn, session: Session, cast: Linde
) -> None:
    form = {"street": "Lindelaan", "house_number": "Joo", "apart": "1"}

    browser(cast.fatma).post("/g/linde/ik/bereik", data=form)

    session.expire_all()
    homes = session.scalars(select(Household).where(Household.house_number == "Joo")).all()
    assert len(homes) == 2
    assert cast.fatma.household_id != cast.joost.household_id


def test_a_number_needs_its_street(browser: SignIn, cast: Linde) -> None:
    page = browser(cast.fatma).post("/g/linde/ik/bereik", data={"street": "", "house_number": "3"})

    assert page.status_code == 422
    assert "Vul ook de straat in." in page.text


def test_a_new_address_counts_once_she_opened_the_mail(
    browser: SignIn, session: Session, cast: Linde, delivered: Delivered
) -> None:
    phone = browser(cast.fatma)
    phone.post("/g/linde/ik/mailadres", data={"email": "new@example.org"})
    session.expire_all()
    before = cast.fatma.person.email

    (mail,) = delivered()
    phone.post("/in/" + mail.get_content().partition("/in/")[2].split()[0])

    session.expire_all()
    assert (before, cast.fatma.person.email) == ("fatma@example.org", "new@example.org")


def test_no_address_is_said_at_once(browser: SignIn, cast: Linde) -> None:
    page = browser(cast.fatma).post("/g/linde/ik/mailadres", data={"email": "new"})

    assert page.status_code == 422


def test_who_left_has_no_role_to_be_given(browser: SignIn, session: Session, cast: Linde) -> None:
    session.get_one(Membership, cast.henk.id).left_at = START

    assert browser(cast.marleen).get(f"/g/linde/leden/{cast.henk.id}/rol").status_code == 404
