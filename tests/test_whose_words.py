"""On a page in another language, what residents wrote keeps its own, for who listens to it."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import GARDEN, address, opened

PAGES = ("/g/linde/voorstellen", "/g/linde/besluiten", "/")


@pytest.fixture
def title(app: Flask, session: Session, cast: Linde) -> str:
    return address(opened(app, session, cast, GARDEN))


@pytest.mark.parametrize("page", [*PAGES, "decision"])
def test_a_title_is_read_in_its_own_language(
    browser: SignIn, session: Session, cast: Linde, title: str, page: str
) -> None:
    place = f"{title}?eerst=besluit" if page == "decision" else page
    cast.fatma.person.language = "en"
    session.commit()

    assert f'<bdi lang="nl">{GARDEN.title}</bdi>' in browser(cast.fatma).get(place).text
    assert "<bdi lang" not in browser(cast.joost).get(place).text
