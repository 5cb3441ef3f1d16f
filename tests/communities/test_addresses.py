"""A mail address is one rule, wherever somebody types it."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from communities.addresses import is_mail_address, mail_address
from communities.joining.bringing_in import bring_in
from communities.joining.people_list import rows_of
from plumbing.folders import ROOT as HOUSE
from tests.cast import Linde


@pytest.mark.parametrize(
    "address",
    [
        "fatma@example.org",
        "fatma.y+linde@post.example.org",
        "o'neill@example.org",
        "müller@example.org",
        "fatma@bücher.example",
        "用户@例え.テスト",
        "fatma@intranet.local",
    ],
)
def test_what_can_be_an_address_passes(address: str) -> None:
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "text",
    ["", "fatma", "fatma@", "@example.org", "fatma@example", "a b@example.org", "a@b@c.org"]
    + ["a" * 250 + "@b.nl"],
)
def test_what_cannot_be_one_does_not(text: str) -> None:
    assert not is_mail_address(text)


@pytest.mark.parametrize(
    "typed",
    [" Fatma@Example.ORG ", "fatma\u200b@example.org", "\ufefffatma@example.org\r\n"],
)
def test_however_it_was_typed_it_is_kept_the_same(typed: str) -> None:
    assert mail_address(typed) == "fatma@example.org"


def test_one_letter_of_two_signs_is_the_same_letter() -> None:
    assert mail_address("mu\u0308ller@example.org") == "müller@example.org"


def test_an_address_on_a_list_stays_her_own(app: Flask, session: Session, cast: Linde) -> None:
    rows = rows_of("naam;mail\nHanna;hanna@Groß.example")

    with app.test_request_context("/"):
        (hanna,) = bring_in(session, cast.community, rows, cast.marleen, by_mail=False)

    assert hanna.person.email == "hanna@groß.example"


def test_the_rule_stands_in_one_file() -> None:
    spelled = re.compile(r"\[\^@\\s\]\+@|mail\w*(\([^)]*\))?\.(strip\(\)\.)?(lower|casefold)\(\)")
    rooms = ("communities", "decisions", "demo", "home", "meetings", "plumbing", "proposals")
    files = [file for room in rooms for file in (HOUSE / room).rglob("*.py")]

    where = {file.name for file in files if spelled.search(file.read_text())}

    assert where == {"addresses.py"}
