"""Addresses that stay in this house, and whole ones for mail."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from plumbing.paths import absolute, local


@pytest.mark.parametrize("path", ["/", "/g/linde/besluiten/1-moestuin/stem", "/g/linde?a=b#c"])
def test_a_path_of_this_house_is_kept(path: str) -> None:
    assert local(path) == path


@pytest.mark.parametrize(
    "path",
    [None, "", "g/linde", "//evil", "https://evil", "/\\evil", "\\\\evil", "/\n/evil", "/" * 2],
)
def test_anything_else_leads_home(path: str | None) -> None:
    assert local(path) == "/"


@given(st.text(alphabet="/\\:.@?#ab\t\n "))
def test_no_path_ever_names_another_host(path: str) -> None:
    kept = local(path)

    assert kept.startswith("/")
    assert not kept.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({"BASE_URL": "https://a.example"}, "https://a.example/in/x"),
        ({"BASE_URL": "", "SERVER_NAME": "b.example"}, "http://b.example/in/x"),
        ({"BASE_URL": "", "SERVER_NAME": None}, "http://127.0.0.1:8000/in/x"),
    ],
)
def test_a_whole_address_comes_from_the_settings(
    app: Flask, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], address: str
) -> None:
    with app.app_context():
        for name, value in settings.items():
            monkeypatch.setitem(app.config, name, value)

        assert absolute("/in/x") == address
