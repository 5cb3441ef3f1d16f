"""One box: each rule around it stands in one place, and each ballot goes the same way into it."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.access import Here
from decisions.ballots.casting import BallotForm
from decisions.ballots.casting import cast as cast_ballot
from decisions.ballots.poll import BallotPlace, place_of
from decisions.here import DecisionHere
from decisions.models import Decision, Phase, Round
from decisions.opening.draft import Draft
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.clock import clock_at
from plumbing.folders import ROOT as HOUSE
from plumbing.web import Invalid, WrongMoment
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import CLOSING, CONSENT, DOTS, GARDEN, address, nonce_of, opened

ROOMS = ("communities", "decisions", "demo", "home", "meetings", "proposals")


def _written(pattern: str) -> list[str]:
    files = (file for room in ROOMS for file in (HOUSE / room).rglob("*.py"))
    return [
        f"{file.name}: {line.strip()}"
        for file in files
        for line in file.read_text().splitlines()
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        r"decision\.revision \+= 1",
        r"decision\.phase = ",
        r"func\.max\(Round\.number\)|Round\.number\.desc\(\)",
        r"Decision\.closes_at (<=|>) now\(\)(?! \+)",
        r"now\(\) (<|>=) \w+\.closes_at",
        r"(SecretBallot|OpenBallot|Participation|Submission)\(\s*\w+=",
        r'"what_would_help"\)',
    ],
)
def test_no_rule_of_the_box_is_spelled_twice(pattern: str) -> None:
    assert _written(pattern) == []


def _place(session: Session, cast: Linde, decision: Decision) -> BallotPlace:
    entry = session.scalars(select(RollEntry).where(RollEntry.membership_id == cast.fatma.id)).one()
    here = Here(cast.community, cast.fatma)
    return place_of(DecisionHere(here, decision, decision.rounds[-1], entry, None), entry)


def _cast(app: Flask, session: Session, place: BallotPlace, form: BallotForm) -> bool:
    with app.test_request_context():
        return cast_ballot(session, place, form)


def _form(token: str, version: int = 0) -> BallotForm:
    return BallotForm({"voorstel": 1}, token * 20, version)


@pytest.mark.parametrize("draft", [GARDEN, CONSENT], ids=["quick", "after a look"])
def test_a_known_token_gets_the_same_answer_whatever_else_the_form_says(
    app: Flask, session: Session, cast: Linde, draft: Draft
) -> None:
    place = _place(session, cast, opened(app, session, cast, draft))
    _cast(app, session, place, _form("a"))

    again = [_cast(app, session, place, _form("a", version)) for version in (0, 1, 2)]

    assert again == [False] * 3
    assert session.scalars(select(Participation.version)).all() == [1]


def test_what_waits_in_the_session_stays_when_the_quick_way_is_closed(
    app: Flask, session: Session, cast: Linde
) -> None:
    decision = opened(app, session, cast)
    place = _place(session, cast, decision)
    decision.mark_changed()
    decision.cancelled_because = "Nog niet bewaard"

    is_first = _cast(app, session, place, _form("a"))

    session.commit()
    session.expire_all()
    assert is_first
    assert decision.cancelled_because == "Nog niet bewaard"


def test_a_phase_without_a_new_revision_still_closes_the_box(
    app: Flask, session: Session, cast: Linde
) -> None:
    decision = opened(app, session, cast)
    place = _place(session, cast, decision)
    decision.phase = Phase.ANSWERED

    with pytest.raises(WrongMoment):
        _cast(app, session, place, _form("a"))


def test_a_deadline_that_passes_while_the_ballot_is_under_way_refuses_it(
    app: Flask, session: Session, cast: Linde
) -> None:
    place = _place(session, cast, opened(app, session, cast))

    with clock_at(CLOSING), pytest.raises(WrongMoment):
        _cast(app, session, place, _form("a"))


def test_who_stands_not_on_the_roll_has_no_place(app: Flask, session: Session, cast: Linde) -> None:
    decision = opened(app, session, cast)
    found = DecisionHere(Here(cast.community, cast.olga), decision, decision.rounds[-1], None, None)

    with app.test_request_context(), pytest.raises(Invalid):
        place_of(found, None)


@pytest.mark.parametrize("draft", [GARDEN, DOTS], ids=["motion", "dots"])
def test_a_changed_vote_is_as_few_statements_as_a_first(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries, draft: Draft
) -> None:
    decision = opened(app, session, cast, draft)
    client, path = browser(cast.fatma), address(decision, "/stem")
    choice = {"mark.a": "2"} if draft is DOTS else {"choice": "voorstel=1"}
    client.post(path, data={"nonce": nonce_of(client.get(path)), **choice})
    form = {"nonce": nonce_of(client.get(f"{path}?opnieuw=ja")), **choice}

    with queries() as seen:
        client.post(path, data=form)

    assert len(seen) == (4 if app.extensions["engine"].dialect.name == "sqlite" else 2)


def test_phase_and_revision_change_together(app: Flask, session: Session, cast: Linde) -> None:
    decision = opened(app, session, cast)
    before = decision.revision

    decision.move_to(Phase.ANSWERED)

    assert (decision.phase, decision.revision) == (Phase.ANSWERED, before + 1)


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_python_and_the_database_agree_whether_the_box_is_open(
    app: Flask, session: Session, cast: Linde, minutes: int
) -> None:
    decision = opened(app, session, cast)

    with clock_at(CLOSING + timedelta(minutes=minutes)):
        asked = session.execute(
            select(Decision.takes_ballots(), Decision.is_due()).where(Decision.id == decision.id)
        ).one()
        known = (decision.takes_ballots(), decision.is_due())

    assert tuple(map(bool, asked)) == known == (minutes < 0, minutes >= 0)


def test_the_newest_round_is_the_last(app: Flask, session: Session, cast: Linde) -> None:
    decision = opened(app, session, cast, CONSENT)
    newest = session.scalars(select(Round.id).join(Round.decision).where(Round.is_newest())).all()

    assert newest == [decision.rounds[-1].id]
