"""Static files carry their content in their name, and browsers keep them for a year."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from plumbing import assets


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    return assets.build()


@pytest.fixture
def client(names: dict[str, str]) -> FlaskClient:
    app = Flask("gehoord")
    assets.init_app(app)
    return app.test_client()


@pytest.mark.parametrize("name", ["gehoord.css", "gehoord.js", "htmx.js", "icons/mark.svg"])
def test_a_file_is_kept_for_a_year(client: FlaskClient, names: dict[str, str], name: str) -> None:
    answer = client.get(assets.PREFIX + names[name], buffered=True)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable"


def test_the_same_sources_give_the_same_names(names: dict[str, str]) -> None:
    again = assets.build()

    assert again == names


def test_style_asks_for_fonts_by_their_hashed_names(
    client: FlaskClient, names: dict[str, str]
) -> None:
    style = client.get(assets.PREFIX + names["gehoord.css"], buffered=True).text

    wanted = re.findall(r'url\("(/static/[^"]+woff2)"\)', style)

    assert len(wanted) == 6
    assert {client.get(url, buffered=True).status_code for url in wanted} == {200}


def test_latin_ext_is_fetched_only_where_it_is_asked_for(
    client: FlaskClient, names: dict[str, str]
) -> None:
    style = client.get(assets.PREFIX + names["gehoord.css"], buffered=True).text

    assert style.count("@font-face") == style.count("unicode-range") == 6


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_style_travels_compressed(
    client: FlaskClient, names: dict[str, str], encoding: str
) -> None:
    address = assets.PREFIX + names["gehoord.css"]

    answer = client.get(address, headers={"Accept-Encoding": encoding}, buffered=True)

    assert answer.headers["Content-Encoding"] == encoding


def test_templates_ask_for_an_address_by_name(names: dict[str, str]) -> None:
    address = assets.Assets().url("htmx.js")

    assert address == "/static/" + names["htmx.js"]
