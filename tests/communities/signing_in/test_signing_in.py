"""Signing in by link and by code, and what strangers do not learn from it."""

import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities import events
from communities.models import SignInToken
from communities.signing_in.links import WRONG_CODES, WRONG_CODES_A_DAY
from plumbing.clock import clock_at
from tests.cast import START, Linde
from tests.communities.conftest import Delivered
from tests.conftest import SignIn


def _ask(client: FlaskClient, address: str = "fatma@example.org", next_path: str = "/") -> None:
    client.post("/in", data={"email": address, "next": next_path})


def _link(mail: EmailMessage) -> str:
    found = re.search(r"http://gehoord\.test(/in/\S+)", mail.get_content())
    assert found
    return found[1]


def _code(mail: EmailMessage) -> str:
    found = re.search(r"\d{3} \d{3}", mail.get_content())
    assert found
    return found[0]


def _wrong(code: str) -> str:
    return "111111" if code != "111 111" else "222222"


def _is_signed_in(client: FlaskClient) -> bool:
    return client.get("/g/linde/leden").status_code == 200


def test_the_link_in_the_mail_signs_in(cast: Linde, browser: SignIn, delivered: Delivered) -> None:
    phone = browser()
    _ask(phone)
    link = _link(delivered()[0])

    question = phone.get(link)
    answer = phone.post(link)

    assert "Ben jij Fatma Yıldız?" in question.text
    assert answer.status_code == 303
    assert _is_signed_in(phone)


def test_who_is_signed_in_is_not_asked_again(cast: Linde, browser: SignIn) -> None:
    answer = browser(cast.fatma).get("/in?next=/g/linde/leden")

    assert answer.location == "/g/linde/leden"


def test_who_is_not_signed_in_is_shown_the_way_where_there_is_nothing_to_see(
    cast: Linde, browser: SignIn
) -> None:
    page = browser().get("/g/linde/leden")

    assert page.status_code == 404
    assert "/in?next=/g/linde/leden" in page.text


def test_the_session_lasts_ninety_days(cast: Linde, browser: SignIn, delivered: Delivered) -> None:
    phone = browser()
    _ask(phone)

    answer = phone.post(_link(delivered()[0]))

    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("gehoord="))
    assert "Expires=" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_link_opens_on_another_device(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    _ask(browser())
    tablet = browser()

    tablet.post(_link(delivered()[0]))

    assert _is_signed_in(tablet)


def test_looking_at_the_link_spends_nothing(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    phone = browser()
    _ask(phone)
    link = _link(delivered()[0])

    for _ in range(3):
        browser().get(link)
        browser().head(link)

    assert phone.post(link).status_code == 303
    assert _is_signed_in(phone)


def test_a_link_works_once(cast: Linde, browser: SignIn, delivered: Delivered) -> None:
    phone = browser()
    _ask(phone)
    link = _link(delivered()[0])
    phone.post(link)
    thief = browser()

    question, answer = thief.get(link), thief.post(link)

    assert question.status_code == answer.status_code == 410
    assert "Fatma" not in question.text + answer.text
    assert not _is_signed_in(thief)


def test_who_is_signed_in_already_goes_on_where_a_spent_link_leads(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    phone = browser()
    _ask(phone, next_path="/g/linde/leden")
    link = _link(delivered()[0])
    phone.post(link)

    again = phone.get(link)

    assert again.status_code == 302
    assert again.location == "/g/linde/leden"


def test_a_link_is_over_after_fifteen_minutes(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    phone = browser()
    _ask(phone, next_path="/g/linde/leden")
    link = _link(delivered()[0])

    with clock_at(START + timedelta(minutes=15)):
        question, answer = phone.get(link), phone.post(link)

    assert question.status_code == answer.status_code == 410
    assert 'value="/g/linde/leden"' in question.text
    assert not _is_signed_in(phone)


def test_a_link_that_never_was_gets_the_same_page(cast: Linde, browser: SignIn) -> None:
    assert browser().get("/in/nergens").status_code == 410


def test_the_code_signs_in_on_the_device_that_asked(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    phone = browser()
    _ask(phone, next_path="/g/linde/leden")

    answer = phone.post("/in/code", data={"code": _code(delivered()[0])})

    assert answer.location == "/g/linde/leden"
    assert _is_signed_in(phone)


def test_the_code_is_refused_on_any_other_device(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    _ask(browser())
    code = _code(delivered()[0])
    thief, other = browser(), browser()
    _ask(other, "joost@example.org")

    assert thief.post("/in/code", data={"code": code}).status_code == 422
    assert other.post("/in/code", data={"code": code}).status_code == 422
    assert not _is_signed_in(thief)


def test_a_code_works_once_and_not_after_its_link(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    phone, tablet = browser(), browser()
    _ask(phone)
    mail = delivered()[0]
    tablet.post(_link(mail))

    assert phone.post("/in/code", data={"code": _code(mail)}).status_code == 422


def test_after_five_wrong_codes_the_right_one_is_refused_too(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    phone = browser()
    _ask(phone)
    mail = delivered()[0]
    for _ in range(WRONG_CODES):
        phone.post("/in/code", data={"code": _wrong(_code(mail))})

    late = phone.post("/in/code", data={"code": _code(mail)})

    assert late.status_code == 422
    assert phone.post(_link(mail)).status_code == 303


def test_who_is_being_guessed_gets_mail_without_a_code(
    session: Session, cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    for _ in range(WRONG_CODES_A_DAY // WRONG_CODES):
        thief = browser()
        _ask(thief)
        delivered()
        for _ in range(WRONG_CODES):
            thief.post("/in/code", data={"code": ""})
    _ask(browser())

    mail = delivered()[0]

    assert _link(mail)
    assert not re.search(r"\d{3} \d{3}", mail.get_content())


@pytest.mark.parametrize("address", ["fatma@example.org", "bram@example.org", "nobody@example.org"])
def test_everybody_who_asks_gets_the_same_answer(
    cast: Linde, browser: SignIn, delivered: Delivered, address: str
) -> None:
    phone = browser()

    answer = phone.post("/in", data={"email": address})
    page = phone.get("/in/code")
    refusal = phone.post("/in/code", data={"code": "0"})

    assert (answer.status_code, answer.location) == (303, "/in/code")
    assert page.text.count(address) == 1
    assert "Kennen we" in page.text
    assert (refusal.status_code, "klopt niet" in refusal.text) == (422, True)


def test_a_stranger_gets_no_mail(cast: Linde, browser: SignIn, delivered: Delivered) -> None:
    _ask(browser(), "nobody@example.org")

    assert delivered() == []


def test_asking_does_the_same_work_for_a_stranger_and_a_member(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    _ask(browser(), "fatma@example.org")

    assert session.scalar(select(func.count()).select_from(SignInToken)) == 0


def test_asking_again_and_again_sends_no_more_than_five(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    for _ in range(8):
        _ask(browser())

    assert len(delivered()) == 5


def test_a_hall_behind_one_address_can_sign_in_together(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    names = ("fatma", "joost", "henk", "samira", "piet", "marleen", "olga", "sanne")
    for name in names:
        _ask(browser(), f"{name}@example.org")

    assert len(delivered()) == len(names)


def test_the_address_may_be_typed_in_capitals(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    _ask(browser(), " Fatma@Example.ORG ")

    assert delivered()[0]["To"] == "fatma@example.org"


@pytest.mark.parametrize("typed", ["", "fatma", "fatma@", "@example.org", "a b@example.org"])
def test_what_is_no_address_is_said_at_once(cast: Linde, browser: SignIn, typed: str) -> None:
    answer = browser().post("/in", data={"email": typed})

    assert answer.status_code == 422
    assert "geen mailadres" in answer.text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:x",
        "/\t/evil.example",
    ],
)
def test_a_link_never_leads_out_of_the_house(
    cast: Linde, browser: SignIn, delivered: Delivered, elsewhere: str
) -> None:
    phone = browser()
    _ask(phone, next_path=elsewhere)

    assert phone.post(_link(delivered()[0])).location == "/"


def test_a_made_up_host_does_not_get_into_the_mail(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    browser().post("/in", data={"email": "fatma@example.org"}, headers={"X-Forwarded-Host": "evil"})

    assert "http://gehoord.test/in/" in delivered()[0].get_content()


def test_signing_in_lands_on_what_is_open_for_her(
    cast: Linde, browser: SignIn, delivered: Delivered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "landings", [lambda session, person: "/g/linde/besluiten/1/stem"])
    phone = browser()
    _ask(phone)

    assert phone.post(_link(delivered()[0])).location == "/g/linde/besluiten/1/stem"


def test_a_spent_link_leaves_no_body_in_the_database(
    session: Session, cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    _ask(browser())
    token = _link(delivered()[0]).removeprefix("/in/")

    kept = session.scalars(select(SignInToken)).one()

    assert token not in (kept.token_hash, kept.code_hash, kept.device_hash)


def test_signing_in_replaces_who_was_signed_in_before(
    cast: Linde, browser: SignIn, delivered: Delivered
) -> None:
    shared = browser(cast.bram)
    _ask(shared)

    shared.post(_link(delivered()[0]))

    assert _is_signed_in(shared)
    assert shared.get("/g/koor/leden").status_code == 404


def test_signing_out_ends_this_session_only(cast: Linde, browser: SignIn) -> None:
    phone, tablet = browser(cast.fatma), browser(cast.fatma)

    phone.post("/uit")

    assert not _is_signed_in(phone)
    assert _is_signed_in(tablet)


def test_signing_out_everywhere_ends_every_session(cast: Linde, browser: SignIn) -> None:
    phone, tablet, joost = browser(cast.fatma), browser(cast.fatma), browser(cast.joost)

    phone.post("/uit/overal")

    assert not _is_signed_in(phone)
    assert not _is_signed_in(tablet)
    assert _is_signed_in(joost)


def test_nobody_signs_out_everywhere_without_being_signed_in(cast: Linde, browser: SignIn) -> None:
    assert browser().post("/uit/overal").status_code == 403
