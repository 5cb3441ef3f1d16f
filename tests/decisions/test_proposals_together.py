"""A decision between several proposals: all wait for it, and all are settled by it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.rules.rules import Rules, set_rules
from decisions.models import Decision
from plumbing.clock import clock_at
from proposals.models import Phase, Proposal
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.decisions.opening.test_preparing import FORM, preparing
from tests.decisions.scenes import address, proposal_in_talk, vote

BOTH = FORM | {"method": "majority", "preset": "", "secrecy": "open", "settings.quorum": "0"}


@pytest.fixture
def garden(session: Session, cast: Linde) -> Proposal:
    return proposal_in_talk(session, cast)


@pytest.fixture
def bench(session: Session, cast: Linde) -> Proposal:
    return proposal_in_talk(session, cast, "Een bank bij de linde")


@pytest.fixture
def between(
    session: Session, cast: Linde, browser: SignIn, garden: Proposal, bench: Proposal
) -> Decision:
    """Joost prepared a choice between his two proposals."""
    browser(cast.joost).post(preparing(garden), data=BOTH | {"other": str(bench.id)})
    return session.scalars(select(Decision)).one()


@pytest.fixture
def running(cast: Linde, browser: SignIn, between: Decision) -> Decision:
    browser(cast.joost).post(address(between, "/opening"))
    return between


def test_both_are_in_decision_and_lead_to_it(
    session: Session, cast: Linde, browser: SignIn, running: Decision, bench: Proposal
) -> None:
    page = browser(cast.fatma).get(f"/g/linde/voorstellen/{bench.number}").text
    ballot = browser(cast.fatma).get(address(running, "/stem")).text
    decision = browser(cast.fatma).get(address(running, "?eerst=besluit")).text

    session.expire_all()
    assert bench.phase is Phase.DECISION
    assert f"{address(running)}-moestuin-op-het-gras/stem" in page
    for text in (ballot, decision):
        assert f"/voorstellen/{bench.number}-een-bank" in text


def test_while_people_vote_no_text_between_which_they_choose_changes(
    session: Session, cast: Linde, browser: SignIn, running: Decision, bench: Proposal
) -> None:
    joost, path = browser(cast.joost), f"/g/linde/voorstellen/{bench.number}"
    text = {"title": "Bank", "summary": "Van steen.", "what": "Steen.", "because": "Sterker."}

    changed = joost.post(f"{path}/tekst", data=text)
    withdrawn = joost.post(f"{path}/intrekking", data={"reason": "Toch niet."})

    session.expire_all()
    assert {changed.status_code, withdrawn.status_code} == {409}
    assert (bench.version_number, bench.phase) == (1, Phase.DECISION)


@pytest.mark.parametrize(
    ("votes", "phase"), [(("b", "b", "a"), Phase.DECIDED), (("a", "b"), Phase.DISCUSSION)]
)
def test_what_is_chosen_settles_both_and_what_stays_level_neither(
    session: Session,
    cast: Linde,
    browser: SignIn,
    running: Decision,
    garden: Proposal,
    bench: Proposal,
    votes: tuple[str, ...],
    phase: Phase,
) -> None:
    for member, key in zip((cast.fatma, cast.henk, cast.piet), votes, strict=False):
        vote(browser(member), running, f"{key}=1")

    with clock_at(running.closes_at + timedelta(minutes=1)):
        browser(cast.fatma).get(address(running))

    session.expire_all()
    assert (garden.phase, bench.phase) == (phase, phase)


def test_cancelling_gives_both_back_to_the_talk(
    session: Session, cast: Linde, browser: SignIn, running: Decision, bench: Proposal
) -> None:
    browser(cast.marleen).post(address(running, "/afzegging"), data={"reason": "Te vroeg."})

    session.expire_all()
    assert bench.phase is Phase.DISCUSSION


def test_what_was_withdrawn_meanwhile_does_not_take_part(
    session: Session, cast: Linde, browser: SignIn, between: Decision, bench: Proposal
) -> None:
    bench.phase = Phase.WITHDRAWN
    session.commit()

    answer = browser(cast.joost).post(address(between, "/opening"))

    assert answer.status_code == 422
    assert "“Een bank bij de linde” kan niet meer meedoen." in answer.text


def test_only_what_is_ready_itself_can_be_chosen_between(
    session: Session, cast: Linde, browser: SignIn, garden: Proposal, bench: Proposal
) -> None:
    set_rules(session, cast.community, Rules(talk_days=1, backers=0, fairness_days=1), None)
    garden.ready_at = START
    session.commit()

    with clock_at(START + timedelta(days=1)):
        before = browser(cast.joost).get(preparing(garden, "dots")).text
        bench.ready_at = START
        session.commit()
        after = browser(cast.joost).get(preparing(garden, "dots")).text

    assert "Een bank bij de linde" not in before
    assert "Een bank bij de linde" in after


def test_who_prepares_finds_what_stands_ready_and_nobody_else_is_sent_there(
    cast: Linde, browser: SignIn, between: Decision, garden: Proposal
) -> None:
    path = f"/g/linde/voorstellen/{garden.number}"

    assert "Nakijken en openen" in browser(cast.joost).get(path).text
    page = browser(cast.fatma).get(path).text
    assert "Hierover was al een besluit" not in page
    assert "/besluiten/1" not in page
