"""Every method from the form to the result: prepared, opened, voted on, closed and read."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.rules.rules import AMONG_FEW, set_rules
from decisions.models import Decision
from plumbing.clock import clock_at
from plumbing.values import replace
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, address, nonce_of, proposal_in_talk
from voting import METHODS

THREE = {
    "option_label": ["Bank", "Boom", "Goal"],
    "option_description": ["", "Een linde", ""],
    "option_cost": ["250", "1.200", "12,50"],
    "option_of": ["", "", ""],
}


@dataclass(frozen=True)
class Way:
    """What is filled in to prepare it, and the ballot that everybody casts."""

    ballot: dict[str, str]
    settings: dict[str, str] = field(default_factory=dict)
    has_options: bool = True
    verdict: str = "Bank"


TICKS = {"mark.a": "1", "mark.c": "1"}
GRADES = {"mark.a": "5", "mark.b": "0", "mark.c": "3"}
RANKS = {"mark.a": "1", "mark.c": "2", "mark.b": ""}
WAYS = {
    "consent": Way({"choice": "voorstel=1"}, has_options=False, verdict="Aangenomen"),
    "majority": Way({"choice": "a=1"}),
    "dots": Way({"mark.a": "2", "mark.b": "1"}, {"settings.dots": "3"}),
    "approval": Way({"mark.a": "1"}, {"settings.winners": "1", "settings.floor": "1/2"}),
    "score": Way(GRADES, {"settings.max": "5", "settings.aggregate": "mean"}),
    "star": Way(GRADES),
    "ranked": Way(RANKS),
    "stv": Way(RANKS, {"settings.seats": "1"}),
    "schulze": Way(RANKS | {"mark.c": "1"}, {"named_option": "Geen van deze"}, verdict="Gelijk"),
    "resistance": Way(
        {"mark.a": "0", "mark.b": "7", "mark.c": "10", "mark.d": "4"},
        {"named_option": "Laat het zo", "settings.max": "10"},
    ),
    "gradients": Way({"choice": "voorstel=2"}, has_options=False, verdict="Aangenomen"),
    "budget_greedy": Way(TICKS, {"settings.budget": "1.250"}, verdict="Goal, Bank"),
    "budget_shares": Way(TICKS, {"settings.budget": "1250,50"}, verdict="Goal, Bank"),
    "lot": Way({"mark.a": "1"}, {"settings.winners": "1"}),
}


def prepare_form(method: str) -> dict[str, object]:
    way = WAYS[method]
    return {
        "method": method,
        "title": "Wat komt er op het gras?",
        "question": "Wat wil jij?",
        "closes_on": "2026-05-11",
        "closes_time": "20:00",
        "secrecy": "open" if method == "consent" else "secret",
        "results_visible": "at_closing",
        **(THREE if way.has_options else {}),
        **way.settings,
    }


@pytest.fixture
def every_way(session: Session, cast: Linde) -> None:
    set_rules(session, cast.community, replace(AMONG_FEW, methods=tuple(METHODS)), cast.marleen)
    session.commit()


def test_there_is_a_way_for_every_method() -> None:
    assert list(WAYS) == list(METHODS)


@pytest.mark.parametrize("method", METHODS)
def test_a_community_prepares_opens_votes_and_reads_the_result(
    session: Session, cast: Linde, browser: SignIn, every_way: None, method: str
) -> None:
    proposal = proposal_in_talk(session, cast)
    preparing = f"/g/linde/voorstellen/{proposal.number}/besluit"
    joost = browser(cast.joost)
    voters = (cast.joost, cast.fatma, cast.henk, cast.samira, cast.piet)

    form = joost.get(f"{preparing}?manier={method}")
    summary = joost.post(preparing, data=prepare_form(method), follow_redirects=True)
    decision = session.scalars(select(Decision)).one()
    again = joost.get(preparing)
    joost.post(address(decision, "/opening"))
    receipts = []
    for voter in voters:
        client = browser(voter)
        page = client.get(address(decision, "/stem"))
        ballot = WAYS[method].ballot | {"nonce": nonce_of(page)}
        receipts.append(client.post(address(decision, "/stem"), data=ballot))
    with clock_at(CLOSING.replace(day=12)):
        result = joost.get(address(decision), follow_redirects=True)

    assert (form.status_code, summary.status_code, again.status_code) == (200, 200, 200)
    assert [receipt.status_code for receipt in receipts] == [303] * 5
    assert f'<p class="verdict">{WAYS[method].verdict}' in result.text
