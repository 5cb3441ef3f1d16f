"""The language and the light of the pages."""

import pytest
from sqlalchemy.orm import Session

from plumbing.words.formality import FORMAL
from tests.cast import Linde
from tests.conftest import SignIn


def test_a_visitor_chooses_a_language_for_this_device(cast: Linde, browser: SignIn) -> None:
    visitor = browser()

    answer = visitor.post("/taal", data={"language": "en", "next": "/in"})

    assert answer.location == "/in"
    assert '<html lang="en"' in visitor.get("/in").text


def test_a_member_keeps_her_language_on_every_device(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    browser(cast.fatma).post("/taal", data={"language": "en"})

    assert '<html lang="en"' in browser(cast.fatma).get("/g/linde").text
    assert '<html lang="nl"' in browser(cast.joost).get("/g/linde").text


@pytest.mark.parametrize(("theme", "attribute"), [("dark", True), ("light", True), ("auto", False)])
def test_light_or_dark_is_a_choice(
    cast: Linde, browser: SignIn, theme: str, attribute: bool
) -> None:
    fatma = browser(cast.fatma)
    fatma.post("/weergave", data={"theme": "dark"})

    fatma.post("/weergave", data={"theme": theme})

    assert (f'data-theme="{theme}"' in fatma.get("/g/linde").text) is attribute
    assert ("data-theme" in fatma.get("/g/linde").text) is attribute


@pytest.mark.parametrize("path", ["/taal", "/weergave"])
def test_what_is_not_on_the_list_changes_nothing(
    session: Session, cast: Linde, browser: SignIn, path: str
) -> None:
    answer = browser(cast.fatma).post(path, data={"language": "xx", "theme": "<b>"})

    assert answer.location == "/"
    assert "taal=" not in str(answer.headers)
    assert cast.fatma.person.language == "nl"


@pytest.mark.parametrize("path", ["/taal", "/weergave"])
def test_it_never_leads_out_of_the_house(cast: Linde, browser: SignIn, path: str) -> None:
    answer = browser().post(
        path, data={"language": "en", "theme": "dark", "next": "//evil.example/x"}
    )

    assert answer.location == "/"


@pytest.mark.parametrize(
    ("who", "in_sight"), [("visitor", True), ("by letter", True), ("member", False)]
)
def test_languages_are_in_sight_for_who_may_read_no_other(
    cast: Linde, browser: SignIn, who: str, in_sight: bool
) -> None:
    client = browser() if who == "visitor" else browser(cast.fatma)
    with client.session_transaction() as cookies:
        cookies[FORMAL] = who == "by letter"

    page = client.get("/talen").text

    assert ('class="languages"' in page) is in_sight
    assert ("<summary" in page) is not in_sight
