"""Anybody counts a closed decision again and finds what is shown; before that, nobody."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from communities.rules.rules import AMONG_FEW, set_rules
from decisions.counting.closing import seal_what_is_due
from decisions.counting.tally import result_of
from decisions.models import Decision, ResultsVisible, Secrecy
from decisions.opening.draft import Draft, OptionDraft
from plumbing.clock import clock_at
from plumbing.values import replace
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.counting.test_every_method import WAYS
from tests.decisions.recorded import AFTER, closed
from tests.decisions.scenes import CLOSING, address, nonce_of, opened
from voting import METHODS
from voting.__main__ import main

OPTIONS = (OptionDraft("=Bank", "", 25000), OptionDraft("Boom", "", 120000))
SETTINGS = {"budget_greedy": {"budget": "1250.50"}, "budget_shares": {"budget": "1250.50"}}
FOREIGN = {"ranked": "blt", "stv": "blt", "schulze": "toc", "budget_greedy": "pb"}
FOREIGN["budget_shares"] = "pb"
BALLOTS = "/natelling/stemmen.json"


def decided(app: Flask, session: Session, cast: Linde, browser: SignIn, method: str) -> Decision:
    """Five people voted, one of them blank where the method knows a blank, and it is closed."""
    rules = replace(AMONG_FEW, methods=tuple(METHODS))
    set_rules(session, cast.community, rules, cast.marleen)
    draft = Draft(
        title="Wat komt er?",
        question="Wat wil jij?",
        method=method,
        closes_at=CLOSING,
        settings=SETTINGS.get(method, {}),
        options=(*OPTIONS, OptionDraft("Goal", "", 1250)) if WAYS[method].has_options else (),
        secrecy=Secrecy.OPEN if method == "consent" else Secrecy.SECRET,
    )
    decision = opened(app, session, cast, draft)
    for voter in (cast.joost, cast.fatma, cast.henk, cast.samira, cast.piet):
        client = browser(voter)
        page = client.get(address(decision, "/stem"))
        ballot = {key: mark for key, mark in WAYS[method].ballot.items() if key != "mark.d"}
        client.post(address(decision, "/stem"), data=ballot | {"nonce": nonce_of(page)})
    with clock_at(AFTER), app.app_context():
        seal_what_is_due()
    session.expire_all()
    return decision


def recounted(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert main([str(path), "--json", *more]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("method", METHODS)
def test_what_is_exported_counts_to_the_result_that_is_shown(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    method: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    decision = decided(app, session, cast, browser, method)
    shown = result_of(session, decision, decision.rounds[-1]).as_json()
    path = tmp_path / "stemmen.json"

    path.write_bytes(browser(cast.fatma).get(address(decision, BALLOTS)).data)

    assert recounted(path, capsys) == shown
    assert shown["ballots"]["valid"] == 5  # type: ignore[index]


@pytest.mark.parametrize("method", FOREIGN)
def test_the_format_of_the_field_counts_to_the_same(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    method: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    decision = decided(app, session, cast, browser, method)
    shown = result_of(session, decision, decision.rounds[-1])
    path = tmp_path / f"stemmen.{FOREIGN[method]}"

    page = browser(cast.fatma).get(address(decision, "/natelling"))
    path.write_bytes(browser(cast.fatma).get(address(decision, f"/natelling/{path.name}")).data)
    found = recounted(path, capsys, "--method", method)

    ids = {o.key: str(n) for n, o in enumerate(decision.options, 1)} if path.suffix != ".pb" else {}
    assert f"/natelling/{path.name}" in page.text
    assert found["status"] == shown.status
    assert found["winners"] == [ids.get(option, option) for option in shown.winners]
    assert [(s["option"], s["place"]) for s in found["standings"]] == [
        (ids.get(s.option, s.option), s.place) for s in shown.standings
    ]


def test_a_budget_runs_nothing_in_a_spreadsheet(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = decided(app, session, cast, browser, "budget_greedy")

    text = browser(cast.fatma).get(address(decision, "/natelling/stemmen.pb")).text

    assert ";'=Bank" in text
    assert ";=" not in text


@pytest.mark.parametrize("name", ["natelling/stemmen.blt", "natelling/stemmen.pb"])
def test_a_method_without_a_format_of_the_field_has_none(
    app: Flask, session: Session, cast: Linde, browser: SignIn, name: str
) -> None:
    decision = closed(app, session, cast, browser)

    assert browser(cast.fatma).get(address(decision, f"/{name}")).status_code == 404
    assert "Met een ander programma" not in _page(browser, cast, decision)


def test_the_page_says_how_to_count_again(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    page = _page(browser, cast, decision)

    assert f"python gehoord-recount.pyz besluit-{decision.number}-{decision.slug}.json" in page
    assert '/natelling"' in browser(cast.fatma).get(address(decision)).text


def test_fewer_than_five_secret_ballots_are_exported_to_nobody(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    few = (("fatma", 1), ("henk", -1), ("piet", 1), ("samira", 1), ("joost", 0))
    decision = closed(app, session, cast, browser, votes=few)

    assert browser(cast.marleen).get(address(decision, BALLOTS)).status_code == 404
    assert "verraden wie wat koos" in _page(browser, cast, decision)
    assert "stemmen.json" not in _page(browser, cast, decision)


@pytest.mark.parametrize("tail", ["/natelling", BALLOTS, "/natelling/stemmen.blt"])
def test_nothing_is_exported_before_the_result_may_be_seen(
    app: Flask, session: Session, cast: Linde, browser: SignIn, tail: str
) -> None:
    still_open = opened(app, session, cast)

    assert browser(cast.marleen).get(address(still_open, tail)).status_code == 409


def test_nothing_is_exported_before_the_reveal(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = Draft(
        title="In de zaal",
        question="Voor of tegen?",
        method="majority",
        closes_at=CLOSING,
        results_visible=ResultsVisible.AT_REVEAL,
    )
    decision = closed(app, session, cast, browser, draft=draft)

    assert browser(cast.fatma).get(address(decision, BALLOTS)).status_code == 409


def test_an_outsider_finds_nothing(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    for nobody in (cast.bram, None):
        assert browser(nobody).get(address(decision, BALLOTS)).status_code == 404


def test_the_program_counts_on_python_alone(
    app: Flask, session: Session, cast: Linde, browser: SignIn, tmp_path: Path
) -> None:
    decision = closed(app, session, cast, browser)
    program, ballots = tmp_path / "gehoord-recount.pyz", tmp_path / "stemmen.json"
    program.write_bytes(browser(None).get("/gehoord-recount.pyz").data)
    ballots.write_bytes(browser(cast.fatma).get(address(decision, BALLOTS)).data)

    asked = [sys.executable, "-I", "-S", str(program), str(ballots)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=tmp_path)

    assert "aangenomen" in done.stdout


def _page(browser: SignIn, cast: Linde, decision: Decision) -> str:
    return browser(cast.fatma).get(address(decision, "/natelling")).text
