"""Who finds a leak reads whom to tell, in the form that RFC 9116 asks for."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from plumbing.clock import clock_at
from plumbing.security_contact import contacts
from tests.cast import START

PATH = "/.well-known/security.txt"
FIELD = re.compile(r"[A-Z][A-Za-z-]+: \S.*")


@pytest.fixture
def asked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setitem(
        app.config, "SECURITY_CONTACT", "veilig@gehoord.example, https://gehoord.example/meld"
    )
    return app


def fields(app: Flask) -> list[tuple[str, str]]:
    text = app.test_client().get(PATH).text
    assert text.endswith("\n")
    assert all(FIELD.fullmatch(line) for line in text.splitlines())
    return [
        (name, value) for name, _, value in (line.partition(": ") for line in text.splitlines())
    ]


def test_who_is_told_first_stands_first(asked: Flask) -> None:
    found = [value for name, value in fields(asked) if name == "Contact"]

    assert found == ["mailto:veilig@gehoord.example", "https://gehoord.example/meld"]


@pytest.mark.parametrize("days", [0, 400])
def test_it_never_is_out_of_date(asked: Flask, days: int) -> None:
    with clock_at(START + timedelta(days=days)):
        (ends,) = [value for name, value in fields(asked) if name == "Expires"]

    half_a_year_on = START + timedelta(days=days + 180)
    assert ends == f"{half_a_year_on:%Y-%m-%d}T00:00:00Z"


def test_it_is_plain_text_in_utf_8(asked: Flask) -> None:
    answer = asked.test_client().get(PATH)

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_it_says_where_it_stands_once_the_host_has_an_address(
    asked: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Canonical" not in dict(fields(asked))

    monkeypatch.setitem(asked.config, "BASE_URL", "https://gehoord.example")
    monkeypatch.setitem(asked.config, "BEHIND_TLS", True)

    assert dict(fields(asked))["Canonical"] == f"https://gehoord.example{PATH}"


def test_where_nobody_is_named_there_is_no_such_page(app: Flask) -> None:
    assert app.test_client().get(PATH).status_code == 404


@pytest.mark.parametrize(
    "setting",
    [
        "veilig",
        "http://gehoord.example",
        "a@b",
        "x@y.example\nExpires: never",
        "Fatma <f@g.example>",
    ],
)
def test_what_is_no_address_is_not_passed_on(setting: str) -> None:
    assert contacts(setting) == ([], [setting])
