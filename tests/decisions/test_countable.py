"""What is prepared can be counted: nothing opens that could never be sealed, nor with a set lot."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.rules.rules import AMONG_FEW, set_rules
from decisions.counting.tally import election_for, result_of
from decisions.models import Decision, Phase, Secrecy
from decisions.opening.draft import Draft, OptionDraft, open_decision, prepare
from plumbing.clock import clock_at
from plumbing.web import Invalid
from proposals.models import Proposal
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import (
    CLOSING,
    CONSENT,
    DOTS,
    GARDEN,
    address,
    opened,
    proposal_in_talk,
    vote,
)
from voting import METHODS, count

AFTER = CLOSING + timedelta(hours=1)
STRANGE = ("", "0", "1", "-1", "1/2", "7/3", "z", "{", "o26", "present", "roll", "unanimous", "lot")
REFUSED = (
    ("majority", {"base": "present"}),
    ("majority", {"quorum_of": "present"}),
    ("resistance", {"zero_option": "z"}),
    ("schulze", {"default_option": "{"}),
    ("consent", {"fallback": "consent"}),
    ("consent", {"fallback": "wicht"}),
)


@pytest.fixture
def proposal(session: Session, cast: Linde) -> Proposal:
    """Joost's garden, in a community that may decide in every way."""
    set_rules(session, cast.community, replace(AMONG_FEW, methods=tuple(METHODS)), cast.marleen)
    session.commit()
    return proposal_in_talk(session, cast)


def draft_of(method: str, settings: dict[str, Any]) -> Draft:
    """Three plans, or the one proposal where the method is about one."""
    labels = () if METHODS[method].one_option_is_a_motion else ("Bank", "Boom", "Goal")
    money = {"budget": "100"} if METHODS[method].needs_costs else {}
    return replace(
        GARDEN,
        method=method,
        secrecy=Secrecy.OPEN,
        settings=money | settings,
        options=tuple(OptionDraft(label, cost_cents=1_000) for label in labels),
    )


def set_ups(method: str) -> Iterator[dict[str, str]]:
    """Each of its settings in turn with something that somebody could send."""
    for setting in ("quorum", "quorum_of", *(one.name for one in METHODS[method].settings(3))):
        yield from ({setting: value} for value in STRANGE)


@pytest.mark.parametrize("method", METHODS)
def test_whatever_is_accepted_is_counted(
    app: Flask, session: Session, cast: Linde, proposal: Proposal, method: str
) -> None:
    for settings in set_ups(method):
        with app.test_request_context(), session.begin_nested() as attempt:
            with suppress(Invalid):
                decision = prepare(session, proposal, cast.marleen, draft_of(method, settings))
                open_decision(session, decision, cast.marleen)
                assert count(election_for(decision, 5, [])).method == method
            attempt.rollback()


@pytest.mark.parametrize(("method", "settings"), REFUSED)
def test_what_the_count_refuses_is_said_before_it_opens(
    session: Session,
    cast: Linde,
    browser: SignIn,
    proposal: Proposal,
    method: str,
    settings: dict[str, str],
) -> None:
    draft = draft_of(method, settings)
    answer = browser(cast.marleen).post(
        f"/g/linde/voorstellen/{proposal.number}/besluit",
        data={
            "method": method,
            "title": draft.title,
            "question": "Wat wil jij?",
            "option_label": [option.label for option in draft.options],
            "option_description": ["" for _ in draft.options],
            "option_cost": ["" for _ in draft.options],
            "option_of": ["" for _ in draft.options],
            "closes_on": "2026-05-11",
            "secrecy": "open",
            **{f"settings.{name}": value for name, value in settings.items()},
        },
    )

    assert answer.status_code == 422
    assert "Wat wil jij?" in answer.text
    assert session.scalars(select(Decision)).all() == []


def test_what_was_prepared_before_is_looked_at_once_more_when_it_opens(
    app: Flask, session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    with app.test_request_context():
        decision = prepare(session, proposal, cast.marleen, draft_of("resistance", {}))
    decision.settings = {**decision.settings, "zero_option": "{"}
    session.commit()

    answer = browser(cast.marleen).post(address(decision, "/opening"))

    session.expire_all()
    assert "Deze keuze staat niet op het stembriefje." in answer.text
    assert decision.phase is Phase.PREPARED


@pytest.mark.parametrize("is_sent", [True, False], ids=["sent", "stored"])
def test_nobody_says_beforehand_how_the_lot_falls(
    app: Flask, session: Session, cast: Linde, browser: SignIn, is_sent: bool
) -> None:
    settings = {"at_cut_off": "lot", "winners": 1} | ({"seed": "appelmoes"} if is_sent else {})
    decision = opened(app, session, cast, replace(DOTS, settings=settings))
    if not is_sent:
        decision.settings = {**decision.settings, "seed": "appelmoes"}
        session.commit()
    vote(browser(cast.fatma), decision, **{"mark.a": "1"})
    vote(browser(cast.henk), decision, **{"mark.b": "1"})

    with clock_at(AFTER):
        browser(cast.marleen).get(address(decision))

    session.expire_all()
    assert not is_sent or decision.settings["seed"] is None
    assert result_of(session, decision, decision.rounds[0]).status == "needs_lot"


def test_a_fallback_that_cannot_be_asked_is_said_and_breaks_nothing(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(CONSENT, settings={"fallback": "dots", "min_participants": 1})
    first = opened(app, session, cast, draft)
    words = {"what_goes_wrong": "Het veld", "for_whom": "Kinderen", "what_would_help": "Ruimte"}
    vote(browser(cast.piet), first, "voorstel=-1", **words)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(first))
        marleen.post(address(first, "/sluiting"))
        answer = marleen.post(address(first, "/vervolg"))

    assert answer.status_code == 409
    assert "Schrijf minstens twee keuzes op." in answer.text
    assert session.scalars(select(Decision).where(Decision.previous_id == first.id)).all() == []
