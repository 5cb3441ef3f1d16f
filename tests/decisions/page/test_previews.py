"""What a link shows elsewhere: title and one sentence of what is public, and nothing more."""

import re
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session

from communities.models import Visibility
from plumbing.drawing.previews import HEIGHT, WIDTH
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.recorded import recorded
from tests.decisions.scenes import GARDEN, address, opened

PROPOSAL = "/g/linde/voorstellen/1"


def previews(html: str) -> str:
    return " ".join(re.findall(r'<meta (?:property="og:|name="desc)[^>]*>', html))


@pytest.fixture
def paths(app: Flask, session: Session, cast: Linde, browser: SignIn) -> dict[str, str]:
    decision = recorded(app, session, cast, browser)
    return {
        "proposal": PROPOSAL,
        "decision": address(decision),
        "record": address(decision, "/besluit"),
    }


def test_a_public_link_tells_title_and_sentence_but_no_result_and_no_name(
    session: Session, cast: Linde, browser: SignIn, paths: dict[str, str]
) -> None:
    cast.community.visibility = Visibility.PUBLIC

    shown = {name: previews(browser().get(path).text) for name, path in paths.items()}

    assert "Vier bakken met groente" in shown["proposal"]
    for name in ("decision", "record"):
        assert GARDEN.question in shown[name]
    for told in shown.values():
        assert "Moestuin op het gras" in told
        assert not [word for word in ("angenomen", "Joost", "Marleen") if word in told]


def test_a_link_into_a_closed_community_tells_nothing_of_it(
    cast: Linde, browser: SignIn, paths: dict[str, str]
) -> None:
    for path in paths.values():
        told = previews(browser(cast.fatma).get(path).text)
        assert 'og:title" content="Gehoord"' in told
        assert not [word for word in ("Moestuin", "Linde", "groente") if word in told]


def test_every_proposal_and_decision_can_be_shared(
    cast: Linde, browser: SignIn, paths: dict[str, str]
) -> None:
    for path in paths.values():
        assert "data-share-button" in browser(cast.fatma).get(path).text


def test_search_engines_are_let_in_only_where_the_community_wants_it(
    cast: Linde, session: Session, browser: SignIn, paths: dict[str, str]
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    before = browser().get(paths["record"]).text
    cast.community.indexable = True
    session.flush()

    after = browser().get(paths["record"]).text

    assert 'name="robots" content="noindex"' in before
    assert 'name="robots" content="index"' in after
    assert "X-Robots-Tag" not in browser().get(f"{paths['record']}.pdf").headers


def test_the_picture_of_a_public_link_is_drawn_without_anybody_signing_in(
    session: Session, cast: Linde, browser: SignIn, paths: dict[str, str]
) -> None:
    cast.community.visibility = Visibility.PUBLIC

    addresses = [
        found[1]
        for path in paths.values()
        if (found := re.search(r'og:image" content="[^"]*?(/g/[^"]+)"', browser().get(path).text))
    ]
    answers = [browser().get(address) for address in addresses]

    assert len(addresses) == len(paths)
    for answer in answers:
        assert answer.mimetype == "image/png"
        assert Image.open(BytesIO(answer.data)).size == (WIDTH, HEIGHT)


def test_the_words_for_the_chat_tell_nothing_of_how_the_vote_stands(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, GARDEN)

    page = browser(cast.fatma).get(address(decision), query_string={"eerst": "besluit"}).text

    found = re.search(r'data-words="([^"]*)"', page)
    assert found is not None
    assert cast.community.name in found[1]
    assert decision.title in found[1]
