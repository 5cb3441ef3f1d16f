"""Whoever takes part in Turkish or Arabic meets no Dutch of ours, from letter to receipt."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from babel.support import Translations
from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_babel import gettext
from sqlalchemy.orm import Session

from communities.places import add_place, helping_places
from communities.rules.rules import AMONG_FEW, set_rules
from communities.signing_in import guessing
from communities.signing_in.letter_codes import make_codes
from communities.signing_in.links import make_sign_in_link
from decisions.ballots.formal_refusals import addressed
from decisions.invitations.letter_words import first_line, words_of
from decisions.models import Decision, Secrecy
from decisions.opening.draft import OptionDraft
from plumbing.clock import clock_at
from plumbing.values import replace
from plumbing.web import PAGES
from plumbing.words import language
from plumbing.words.formality import FORMAL
from plumbing.words.language import COOKIE, said
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, CONSENT, DOTS, GARDEN, address, nonce_of, opened, vote
from voting import METHODS, InvalidBallot, InvalidSettings

WRONG: tuple[dict[str, object], ...] = (
    {"strange": 1},
    {"a": "much"},
    {"a": -5},
    {"a": 2},
    {"a": 99},
    {"a": 2, "b": 2},
    {"a": 1, "b": 1},
    {"a": 1},
    {"a": 3, "b": 3, "c": 3},
    {"b": 2},
)
Unsaid = set[Any]


@pytest.fixture(params=["tr", "ar"])
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def unsaid(monkeypatch: pytest.MonkeyPatch) -> Unsaid:
    """The sentences that were asked for and do not stand in the catalogue."""
    missing: Unsaid = set()

    def single(catalogue: Any, text: str) -> str:
        if catalogue._catalog and text not in catalogue._catalog:
            missing.add(text)
        return str(catalogue.gettext(text))

    def plural(catalogue: Any, text: str, many: str, number: int) -> str:
        if catalogue._catalog and (text, catalogue.plural(number)) not in catalogue._catalog:
            missing.add((text, many))
        return str(catalogue.ngettext(text, many, number))

    monkeypatch.setattr(Translations, "ugettext", single)
    monkeypatch.setattr(Translations, "ungettext", plural)
    # A page remembers what it said before; here it has to ask each time.
    monkeypatch.setattr(language, "_kept", language._kept.__wrapped__)
    return missing


@pytest.fixture(autouse=True)
def calm(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody guessed before, and no test waits."""
    app.extensions["guesses"].storage.reset()
    monkeypatch.setattr(guessing, "sleep", lambda _seconds: None)
    yield
    app.extensions["guesses"].storage.reset()


def reading(client: FlaskClient, code: str) -> FlaskClient:
    client.set_cookie(COOKIE, code, domain="gehoord.test")
    return client


def test_the_ruler_measures(app: Flask, unsaid: Unsaid) -> None:
    known, nowhere = "Wie ben je?", "Dit staat nergens."
    with app.test_request_context("/kom", headers={"Cookie": f"{COOKIE}=tr"}):
        assert gettext(known) == "Siz kimsiniz?"
        assert gettext(nowhere) == nowhere

    assert unsaid == {nowhere}


def test_coming_by_letter(
    app: Flask, session: Session, cast: Linde, browser: SignIn, code: str, unsaid: Unsaid,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    decision = _garden(app, session, cast)
    cast.fatma.person.language = code
    with app.app_context():
        (key,) = make_codes(session, [cast.fatma], None)
    session.commit()
    client = reading(browser(), code)

    for typed in ("", "12", "00000000"):
        assert client.post("/kom", data={"code": typed}).status_code == 422
    assert client.get("/kom").status_code == 200
    assert client.get("/kom/never-made").status_code == 410
    page = client.get(f"/kom/{key.token}")
    assert f'lang="{code}"' in page.text
    client.post(f"/kom/{key.token}", data={"shared": "1", "accompanied": "1"})
    assert client.get(address(decision, "/stem")).status_code == 200
    assert vote(client, decision, "voorstel=1").location == "/kom/klaar"
    assert client.get("/kom/klaar").status_code == 200
    monkeypatch.setattr(guessing, "must_wait", lambda _digits: True)
    assert reading(client, code).post("/kom", data={"code": "12345678"}).status_code == 429

    assert unsaid == set()


def test_signing_in(
    app: Flask, session: Session, cast: Linde, browser: SignIn, code: str, unsaid: Unsaid
) -> None:
    with app.test_request_context():
        link = make_sign_in_link(session, cast.fatma.person)
    token = link.rpartition("/")[2]
    client = reading(browser(), code)

    assert client.get("/in").status_code == 200
    assert client.post("/in", data={"email": "fatma"}).status_code == 422
    assert client.post("/in", data={"email": "fatma@linde.test"}).status_code == 303
    assert client.get("/in/code").status_code == 200
    assert client.post("/in/code", data={"code": "1"}).status_code == 422
    assert client.get("/in/never-made").status_code == 410
    assert client.get(f"/in/{token}").status_code == 200
    assert client.post(f"/in/{token}").status_code == 303
    assert reading(client, code).post("/uit").status_code == 303
    assert client.get("/in").status_code == 200

    assert unsaid == set()


@pytest.mark.slow
@pytest.mark.parametrize("formal", [False, True], ids=["je", "u"])
def test_the_ballot_of_every_method_and_its_receipt(
    app: Flask, session: Session, cast: Linde, browser: SignIn, code: str, unsaid: Unsaid,
    formal: bool,
) -> None:  # fmt: skip
    client = reading(browser(cast.fatma), code)
    with client.session_transaction() as cookies:
        cookies[FORMAL] = formal
    _place(session, cast)
    set_rules(session, cast.community, replace(AMONG_FEW, methods=tuple(METHODS)), cast.marleen)

    for draft in _drafts():
        decision = opened(app, session, cast, draft)
        page = client.get(address(decision, "/stem"))
        assert page.status_code == 200
        form = {"nonce": nonce_of(page)}
        assert client.post(address(decision, "/stem"), data=form).status_code in (303, 422)
        assert vote(client, decision, "blank").status_code == 303
        assert client.get(address(decision, "/stem")).status_code == 200
        assert client.get(address(decision, "/stem?opnieuw=1")).status_code == 200
        assert client.post(address(decision, "/stem"), data={"choice": "blank"} | form).status_code
        with clock_at(CLOSING + timedelta(minutes=1)):
            late = client.post(address(decision, "/stem"), data={"choice": "blank"} | form)
            assert late.status_code == 409

    assert unsaid == set()


def test_an_objection_without_its_reason(
    app: Flask, session: Session, cast: Linde, browser: SignIn, code: str, unsaid: Unsaid
) -> None:
    decision = opened(app, session, cast, CONSENT)
    client = reading(browser(cast.fatma), code)

    for choice in ("voorstel=-1", "voorstel=0"):
        assert vote(client, decision, choice).status_code == 422
    said_why = {"what_goes_wrong": "A", "for_whom": "B", "what_would_help": "C"}
    assert vote(client, decision, "voorstel=-1", **said_why).status_code == 303
    assert client.get(address(decision, "/stem")).status_code == 200

    assert unsaid == set()


def test_every_refusal_of_a_ballot(app: Flask, code: str, unsaid: Unsaid) -> None:
    refused = 0

    for method in METHODS.values():
        for options in (["a"], ["a", "b", "c"]):
            for raw in ({}, {"use_all": True}):
                try:
                    settings = method.clean_settings(raw, len(options))
                except InvalidSettings:
                    continue
                for marks in WRONG:
                    refused += _refusal(app, code, method, marks, options, settings)

    assert refused > len(METHODS)
    assert unsaid == set()


def test_every_error(app: Flask, code: str, unsaid: Unsaid) -> None:
    for number in PAGES:
        with app.test_request_context("/kom", headers={"Cookie": f"{COOKIE}={code}"}):
            assert f'lang="{code}"' in render_template(f"errors/{number}.html", own_words=None)

    assert unsaid == set()


def test_the_words_of_a_letter(
    app: Flask, session: Session, cast: Linde, code: str, unsaid: Unsaid
) -> None:
    decision = _garden(app, session, cast)
    decision.proposal.come_and_talk = "Dinsdag 10 uur"
    cast.community.language = code
    cast.community.phone = "06 1234 5678"
    _place(session, cast)

    with app.test_request_context():
        places = helping_places(session, cast.community)
        for about in (decision, None):
            for eligible in (1, 2, 80):
                assert words_of(cast.community, about, places, cast.marleen, eligible).ways
            assert first_line(code, about)
        cast.community.phone = ""
        words_of(cast.community, decision, places, cast.marleen, 80)

    assert unsaid == set()


def test_the_state_of_the_languages(browser: SignIn, code: str, unsaid: Unsaid) -> None:
    page = reading(browser(), code).get("/talen")

    assert f'lang="{code}"' in page.text
    assert unsaid == set()


def _drafts() -> Iterator[Any]:
    yield replace(GARDEN, secrecy=Secrecy.OPEN)
    yield replace(GARDEN, options=tuple(OptionDraft(label) for label in ("Bank", "Boom")))
    yield from (CONSENT, DOTS)
    options = tuple(OptionDraft(label, cost_cents=20000) for label in ("Bank", "Boom", "Goal"))
    for key, method in METHODS.items():
        if key not in ("consent", "dots", "majority"):
            settings = {"budget": "300"} if method.needs_costs else {}
            secrecy = Secrecy.OPEN if method.asks_reasons else Secrecy.SECRET
            some = () if method.one_option_only else options
            yield replace(GARDEN, method=key, options=some, settings=settings, secrecy=secrecy)


def _place(session: Session, cast: Linde) -> None:
    about = {"address": "Plein 1", "hours": "dinsdag 10 uur"}
    add_place(session, cast.community, "De Klos", helps_with_voting=True, **about)


def _garden(app: Flask, session: Session, cast: Linde) -> Decision:
    return opened(app, session, cast)


def _refusal(app: Flask, code: str, method: Any, marks: Any, options: Any, settings: Any) -> bool:
    try:
        method.check(marks, options, settings)
    except InvalidBallot as wrong:
        for formal in (False, True):
            with app.test_request_context(
                "/kom", headers={"Cookie": f"{COOKIE}={code}"}
            ) as context:
                context.session[FORMAL] = formal
                said(addressed(wrong.sentence))
        return True
    return False
