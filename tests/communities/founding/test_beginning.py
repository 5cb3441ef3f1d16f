"""Beginning a community: who does it is in at once, and nobody gets at somebody else's account."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Community, Membership, Person, SignInToken
from communities.questions.declaring import attributes_of
from communities.rules.rules import rules_of
from tests.cast import Linde
from tests.communities.conftest import Delivered
from tests.conftest import SignIn

FORM = {
    "name": "Portiek Lindelaan",
    "shares": "Een trap en een tuin.",
    "for_whom": "Wie aan de Lindelaan woont",
    "joining": "request",
    "visibility": "public",
    "words": "bewoners",
    "template": "kring",
    "asks": "yes",
    "questions": ["uitlegtaal", "wonen"],
    "your_name": "Nour Haddad",
    "email": "",
    "once": "a-form-that-nobody-guesses",
}
HERE = "/g/portiek-lindelaan"


def _begun(session: Session) -> Community:
    session.commit()
    return session.scalars(select(Community).where(Community.slug == "portiek-lindelaan")).one()


def _link(text: str) -> str:
    found = re.search(r"http://gehoord\.test(/in/\S+)", text)
    assert found
    return found[1]


def test_the_founder_is_in_at_once_and_leads_with_a_vote(browser: SignIn, session: Session) -> None:
    phone = browser()

    answer = phone.post("/begin", data=FORM)

    (member,) = _begun(session).memberships
    assert answer.location == f"{HERE}/begin"
    assert phone.get(answer.location).status_code == 200
    assert (member.name, member.is_facilitator, member.votes) == ("Nour Haddad", True, True)


def test_it_is_as_it_was_filled_in(browser: SignIn, session: Session) -> None:
    browser().post("/begin", data=FORM)

    community = _begun(session)
    asked = attributes_of(session, community)
    assert (community.person_word, community.people_word) == ("bewoner", "bewoners")
    assert (community.joining, community.visibility) == ("request", "public")
    assert community.for_whom == "Wie aan de Lindelaan woont"
    assert [one.key for one in asked] == ["uitlegtaal", "wonen"]
    assert rules_of(session, community).methods[0] == "consent"


def test_a_community_that_speaks_english_has_english_words(
    browser: SignIn, session: Session
) -> None:
    phone = browser()
    phone.set_cookie("taal", "en", domain="gehoord.test")

    page = phone.get("/begin").text
    phone.post("/begin", data=FORM)

    community = _begun(session)
    assert "neighbours" in page
    assert (community.person_word, community.people_word) == ("resident", "residents")
    assert "residents" in phone.get(f"{HERE}/instellingen").text


def test_three_questions_are_proposed_and_what_helps_can_be_asked_too(
    browser: SignIn, session: Session
) -> None:
    page = browser().get("/begin").text
    browser().post("/begin", data=FORM | {"questions": ["hulp"]})

    ticked = re.findall(r'name="questions" value="(\w+)" checked', page)
    assert ticked == ["uitlegtaal", "wanneer", "wonen"]
    assert 'value="hulp"' in page
    (asked,) = attributes_of(session, _begun(session))
    assert [value.label for value in asked.values][0] == "Voorlezen"


@pytest.mark.parametrize(
    ("template", "methods", "quorum", "talk_days"),
    [
        ("kring", ("consent", "dots"), "0", 0),
        ("vereniging", ("majority", "dots"), "1/3", 7),
        ("groep", ("consent", "majority"), "0", 0),
    ],
)
def test_each_template_brings_its_rules(
    browser: SignIn,
    session: Session,
    template: str,
    methods: tuple[str, ...],
    quorum: str,
    talk_days: int,
) -> None:
    browser().post("/begin", data=FORM | {"template": template})

    rules = rules_of(session, _begun(session))
    assert (rules.methods[:2], rules.quorum, rules.talk_days) == (methods, quorum, talk_days)


def test_without_the_question_nothing_is_asked(browser: SignIn, session: Session) -> None:
    browser().post("/begin", data=FORM | {"asks": "no"})

    community = _begun(session)
    assert not community.asks_who_is_missing
    assert community.attributes == []


def test_an_own_word_is_used_for_one_and_for_more(browser: SignIn, session: Session) -> None:
    browser().post("/begin", data=FORM | {"person_word": "zanger", "people_word": "zangers"})

    assert _begun(session).people_word == "zangers"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "Geef de gemeenschap een naam."),
        ({"your_name": ""}, "Schrijf hier hoe je heet."),
        ({"email": "nour"}, "Dit is geen mailadres."),
        ({"people_word": "zangers"}, "Vul het woord twee keer in"),
        ({"template": "koninkrijk"}, "Kies iets uit de lijst."),
        ({"joining": ""}, "Kies iets uit de lijst."),
        ({"name": "x" * 121}, "hoogstens 120 letters"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    browser: SignIn, session: Session, changed: dict[str, str], sentence: str
) -> None:
    page = browser().post("/begin", data=FORM | changed)

    session.commit()
    assert page.status_code == 422
    assert sentence in page.text
    assert "Een trap en een tuin." in page.text
    assert session.scalar(select(func.count()).select_from(Community)) == 0


def test_a_second_press_begins_nothing_more(browser: SignIn, session: Session) -> None:
    phone, same_phone = browser(), browser()

    first = phone.post("/begin", data=FORM)
    second = same_phone.post("/begin", data=FORM)

    session.commit()
    assert second.location == first.location
    assert same_phone.get(f"{HERE}/mensen").status_code == 200
    assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_the_same_name_elsewhere_gets_an_address_of_its_own(
    browser: SignIn, session: Session
) -> None:
    browser().post("/begin", data=FORM)

    answer = browser().post("/begin", data=FORM | {"once": "another-form-altogether"})

    assert answer.location == "/g/portiek-lindelaan-2/begin"


@pytest.mark.parametrize("name", ["松の木", "!!!a", "12"])
def test_every_name_has_an_address(browser: SignIn, name: str) -> None:
    answer = browser().post("/begin", data=FORM | {"name": name})

    assert answer.status_code == 303


def test_who_has_an_account_begins_with_it(browser: SignIn, session: Session, cast: Linde) -> None:
    answer = browser(cast.bram).post("/begin", data=FORM | {"your_name": ""})

    (member,) = _begun(session).memberships
    assert answer.status_code == 303
    assert member.person_id == cast.bram.person_id


def test_the_typed_address_becomes_hers_by_opening_the_mail(
    browser: SignIn, session: Session, delivered: Delivered
) -> None:
    phone, laptop = browser(), browser()
    phone.post("/begin", data=FORM | {"email": "Nour@Example.org"})
    session.commit()
    before = session.scalars(select(Person)).one().email

    (mail,) = delivered()
    link = _link(mail.get_content())
    question = laptop.get(link)
    laptop.post(link)

    session.expire_all()
    assert before is None
    assert "nour@example.org" in question.text
    assert session.scalars(select(Person)).one().email == "nour@example.org"
    assert laptop.get(f"{HERE}/mensen").status_code == 200


def test_she_confirms_on_the_device_where_she_is_signed_in(
    browser: SignIn, session: Session, delivered: Delivered
) -> None:
    phone = browser()
    phone.post("/begin", data=FORM | {"email": "nour@example.org"})
    (mail,) = delivered()
    link = _link(mail.get_content())

    question = phone.get(link)
    phone.post(link)

    session.expire_all()
    assert question.status_code == 200
    assert session.scalars(select(Person)).one().email == "nour@example.org"


def test_somebody_elses_address_leads_to_her_own_account_only(
    browser: SignIn, session: Session, cast: Linde, delivered: Delivered
) -> None:
    phone, fatmas = browser(), browser()
    phone.post("/begin", data=FORM | {"email": "fatma@example.org"})

    (mail,) = delivered()
    link = _link(mail.get_content())
    question = fatmas.get(link)
    fatmas.post(link)

    session.expire_all()
    assert mail["To"] == "fatma@example.org"
    assert "Ben jij Fatma Yıldız?" in question.text
    assert fatmas.get("/g/linde/leden").status_code == 200
    assert phone.get("/g/linde/leden").status_code == 404
    assert session.get_one(Person, cast.fatma.person_id).email == "fatma@example.org"


def test_both_answers_read_the_same(browser: SignIn, cast: Linde) -> None:
    known, unknown = browser(), browser()

    first = known.post("/begin", data=FORM | {"email": "fatma@example.org"})
    second = unknown.post(
        "/begin", data=FORM | {"email": "nobody@example.org", "once": "b" * 24, "name": "Trap"}
    )

    said = [
        client.get(answer.location).text for client, answer in ((known, first), (unknown, second))
    ]
    assert all("Kijk in je mail" in page for page in said)


def test_an_address_that_was_taken_meanwhile_stays_whose_it_is(
    browser: SignIn, session: Session, cast: Linde, delivered: Delivered
) -> None:
    phone = browser()
    phone.post("/begin", data=FORM | {"email": "new@example.org"})
    link = _link(delivered()[0].get_content())
    cast.piet.person.email = "new@example.org"
    session.commit()

    answer = phone.post(link, follow_redirects=True)

    session.expire_all()
    assert "hoort al bij een ander account" in answer.text
    assert session.get_one(Person, cast.piet.person_id).email == "new@example.org"


def test_nobody_is_mailed_over_and_over(
    browser: SignIn, session: Session, delivered: Delivered
) -> None:
    for number in range(6):
        browser().post("/begin", data=FORM | {"email": "x@example.org", "once": f"{number}" * 24})

    assert len(delivered()) == 3


def test_a_host_can_keep_founding_to_herself(
    app: Flask, browser: SignIn, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "FOUNDING", "closed")

    assert browser().get("/begin").status_code == 403
    assert browser().post("/begin", data=FORM).status_code == 403
    assert "/begin" not in browser().get("/").text


def test_the_first_steps_stay_until_they_are_done_or_put_away(
    browser: SignIn, session: Session
) -> None:
    phone = browser()
    phone.post("/begin", data=FORM)
    before = phone.get(HERE).text

    phone.post(f"{HERE}/begin/klaar")

    assert "De eerste stappen" in before
    assert "De eerste stappen" not in phone.get(HERE).text
    assert "borg het lijstje" in phone.get(f"{HERE}/logboek").text


def test_a_form_that_was_taken_is_no_link_for_signing_in(browser: SignIn, session: Session) -> None:
    browser().post("/begin", data=FORM)
    session.commit()
    kept = session.scalars(select(SignInToken)).one()

    stranger = browser()
    stranger.post(f"/in/form:{FORM['once']}")

    assert kept.spent_at is not None
    assert stranger.get(f"{HERE}/mensen").status_code == 404


def test_members_of_it_are_counted_once(browser: SignIn, session: Session) -> None:
    browser().post("/begin", data=FORM)

    community = _begun(session)
    number = select(func.count()).where(Membership.community_id == community.id)
    assert session.scalar(number) == 1
