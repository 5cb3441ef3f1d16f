"""Mijn gegevens: told voluntarily, changed, withdrawn and taken along."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities import events
from communities.models import Attribute, Declaration, Membership
from communities.signing_in.links import make_sign_in_link
from tests.cast import Linde
from tests.conftest import SignIn

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def _told(session: Session, member: Membership) -> set[str]:
    rows = session.scalars(select(Declaration).where(Declaration.membership_id == member.id))
    return {row.value.key for row in rows}


def test_each_question_stands_there_with_its_purpose(
    cast: Linde, age: Attribute, home: Attribute, browser: SignIn
) -> None:
    page = browser(cast.fatma).get("/g/linde/ik").text

    assert "Om te zien of we jong en oud horen." in page
    assert "Dit geldt voor je hele huishouden." in page


def test_an_answer_is_kept_and_can_be_changed(
    session: Session, cast: Linde, age: Attribute, browser: SignIn
) -> None:
    fatma = browser(cast.fatma)

    fatma.post("/g/linde/ik/gegevens/leeftijd", data={"value": "jong"})
    answer = fatma.post("/g/linde/ik/gegevens/leeftijd", data={"value": "oud"})

    assert answer.status_code == 303
    assert _told(session, cast.fatma) == {"oud"}
    assert _told(session, cast.joost) == set()


def test_several_answers_where_the_question_allows_them(
    session: Session, cast: Linde, tongue: Attribute, browser: SignIn
) -> None:
    browser(cast.fatma).post(
        "/g/linde/ik/gegevens/taal", data={"value": ["tr", "ar"], "agrees": "1"}
    )

    assert _told(session, cast.fatma) == {"tr", "ar"}


def test_what_is_sensitive_is_not_kept_without_consent(
    session: Session, cast: Linde, tongue: Attribute, browser: SignIn
) -> None:
    fatma = browser(cast.fatma)

    page = fatma.get("/g/linde/ik").text
    answer = fatma.post("/g/linde/ik/gegevens/taal", data={"value": "tr"})

    assert "We gebruiken dit alleen om te zien wie we nog missen." in page
    assert answer.status_code == 422
    assert "Zet een vinkje" in answer.text
    assert _told(session, cast.fatma) == set()


@pytest.mark.parametrize("values", [[], ["iets anders"], ["jong", "oud"]])
def test_an_answer_that_cannot_be_taken_is_said_and_changes_nothing(
    session: Session, cast: Linde, age: Attribute, browser: SignIn, values: list[str]
) -> None:
    fatma = browser(cast.fatma)
    fatma.post("/g/linde/ik/gegevens/leeftijd", data={"value": "oud"})

    answer = fatma.post("/g/linde/ik/gegevens/leeftijd", data={"value": values})

    assert answer.status_code == 422
    assert _told(session, cast.fatma) == {"oud"}


def test_what_is_withdrawn_is_gone_at_once(
    session: Session, cast: Linde, age: Attribute, home: Attribute, browser: SignIn
) -> None:
    fatma = browser(cast.fatma)
    fatma.post("/g/linde/ik/gegevens/leeftijd", data={"value": "oud"})
    fatma.post("/g/linde/ik/gegevens/woning", data={"value": "huur"})

    fatma.post("/g/linde/ik/gegevens/leeftijd/intrekking")

    assert _told(session, cast.fatma) == {"huur"}


def test_htmx_gets_the_one_question_back(
    session: Session, cast: Linde, tongue: Attribute, browser: SignIn
) -> None:
    fatma = browser(cast.fatma)

    refused = fatma.post("/g/linde/ik/gegevens/taal", data={"value": "tr"}, headers=FRAGMENT)
    kept = fatma.post(
        "/g/linde/ik/gegevens/taal", data={"value": "tr", "agrees": "1"}, headers=FRAGMENT
    )

    assert refused.status_code == 422
    assert refused.text.strip().startswith('<li class="row" id="gegevens-taal"')
    assert "<html" not in refused.text + kept.text
    assert "Je antwoord is bewaard." in kept.text


def test_a_question_of_another_community_is_not_there(
    session: Session, cast: Linde, age: Attribute, browser: SignIn
) -> None:
    answer = browser(cast.bram).post("/g/koor/ik/gegevens/leeftijd", data={"value": "oud"})

    assert answer.status_code == 404


def test_nothing_is_asked_where_the_community_does_not_want_to(
    session: Session, cast: Linde, age: Attribute, browser: SignIn
) -> None:
    cast.community.asks_who_is_missing = False

    assert age.question not in browser(cast.fatma).get("/g/linde/ik").text


def test_her_name_and_language_are_hers_to_change(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    fatma = browser(cast.fatma)

    answer = fatma.post("/g/linde/ik", data={"name": " Fatma  Y. ", "language": "en"})

    assert answer.status_code == 303
    assert (cast.fatma.name, cast.fatma.person.language) == ("Fatma Y.", "en")
    assert 'lang="en"' in fatma.get("/g/linde/ik").text


@pytest.mark.parametrize("typed", [{"name": "", "language": "nl"}, {"name": "F", "language": "xx"}])
def test_a_name_nobody_can_read_is_refused_and_kept_on_the_page(
    session: Session, cast: Linde, browser: SignIn, typed: dict[str, str]
) -> None:
    answer = browser(cast.fatma).post("/g/linde/ik", data=typed)

    assert answer.status_code == 422
    assert cast.fatma.name == "Fatma Yıldız"


def test_she_takes_along_what_is_kept_of_her_and_of_nobody_else(
    session: Session,
    cast: Linde,
    age: Attribute,
    browser: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def threads(session: Session, member: Membership) -> list[str]:
        return [f"by {member.name}"]

    monkeypatch.setitem(events.own_data, "contributions", threads)
    fatma = browser(cast.fatma)
    fatma.post("/g/linde/ik/gegevens/leeftijd", data={"value": "oud"})

    answer = fatma.get("/g/linde/ik/gegevens.json")
    data: dict[str, Any] = answer.json or {}

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert data["name"] == "Fatma Yıldız"
    assert [told["answer"] for told in data["told_about_herself"]] == ["Ouder"]
    assert data["contributions"] == ["by Fatma Yıldız"]
    assert "Joost" not in answer.text


def test_she_sees_who_made_a_link_for_her(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    with app.app_context():
        make_sign_in_link(session, cast.fatma.person, made_by=cast.marleen)

    assert "Marleen de Wit maakte een inloglink voor Fatma" in (
        browser(cast.fatma).get("/g/linde/ik").text
    )
    assert "inloglink" in browser(cast.joost).get("/g/linde/logboek").text
    assert "inloglink" not in browser(cast.joost).get("/g/linde/ik").text
