"""Addresses and forms that nobody makes by accident still get a plain answer."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError

from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import address, opened, proposal_in_talk

HUGE = "9" * 30


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"/g/linde/voorstellen/1/bijlagen/{HUGE}", 404),
        (f"/g/linde/voorstellen/1/gesprek/{HUGE}", 404),
        (f"/g/linde/leden?bladzijde={HUGE}", 200),
        (f"/g/linde/besluiten?bladzijde={HUGE}", 200),
        ("/g/linde/leden?zoek=%00", 422),
        ("/g/%00", 422),
        ("/in/%00", 422),
    ],
)
def test_a_strange_address_gets_a_plain_answer(
    app: Flask, session: Session, cast: Linde, browser: SignIn, path: str, code: int
) -> None:
    proposal_in_talk(session, cast)

    assert browser(cast.fatma).get(path).status_code == code


@pytest.mark.parametrize("speaker", ["²", HUGE])
def test_a_strange_number_in_a_form_gets_a_plain_answer(
    app: Flask, session: Session, cast: Linde, browser: SignIn, speaker: str
) -> None:
    proposal_in_talk(session, cast)
    form = {"kind": "worry", "body": "Te druk", "may_note": "1", "speaker": speaker}

    answer = browser(cast.fatma).post("/g/linde/voorstellen/1/gesprek/deur", data=form)

    assert answer.status_code in (303, 422)


def test_what_holds_a_nul_is_refused(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    answer = browser().post("/in", data={"email": "fatma\0@example.org"})

    assert answer.status_code == 422


def test_an_address_is_written_the_same_the_second_time(app: Flask) -> None:
    written = [
        app.url_map.bind("").build("members.index", {"slug": "linde", "zoek": name})
        for name in ("ria", "kofi")
    ]

    assert written == ["/g/linde/leden?zoek=ria", "/g/linde/leden?zoek=kofi"]


def test_what_an_address_lacks_is_still_said(app: Flask) -> None:
    with pytest.raises(BuildError):
        app.url_map.bind("").build("members.index", {})


@pytest.fixture
def guarded(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in production: a form without its token is refused."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


def test_a_form_of_who_is_signed_out_meanwhile_leads_to_signing_in_and_back(
    guarded: None, session: Session, cast: Linde, browser: SignIn
) -> None:
    proposal_in_talk(session, cast)
    form = "http://gehoord.test/g/linde/voorstellen/1/gesprek/nieuw"

    answer = browser().post(
        "/g/linde/voorstellen/1/gesprek", data={"body": "Dag"}, headers={"Referer": form}
    )

    assert answer.status_code == 400
    assert "Je bent niet meer ingelogd" in answer.text
    assert 'href="/in?next=/g/linde/voorstellen/1/gesprek/nieuw"' in answer.text


def test_a_ballot_that_was_not_taken_leaves_a_way_on(
    app: Flask, guarded: None, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    headers = {
        "Referer": f"http://gehoord.test{address(decision)}/stem",
        "HX-Request": "true",
        "HX-Request-Type": "partial",
    }

    answer = browser(cast.fatma).post(address(decision, "/stem"), data={}, headers=headers)

    assert answer.status_code == 400
    assert "Open de pagina opnieuw</a>" in answer.text
    assert f'href="{address(decision)}/stem"' in answer.text
