"""What is fixed at opening stays fixed, and every step can be checked afterwards."""

import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from communities.access import Here
from communities.events import landing_for, rules_are_free
from communities.models import Membership, Role, Visibility
from communities.permissions import Action
from decisions.ballots.casting import BallotForm
from decisions.ballots.casting import cast as cast_ballot
from decisions.ballots.poll import place_of
from decisions.counting.closing import seal_what_is_due
from decisions.here import DecisionHere
from decisions.log import chain_holds
from decisions.models import Decision, ExtendOn, LogRow, Phase, ResultsVisible, Round, Secrecy
from decisions.opening.draft import Draft, open_decision, prepare
from decisions.roll import RollEntry
from decisions.votes import OpenBallot, Participation
from plumbing.clock import clock_at
from plumbing.values import replace
from plumbing.web import Invalid, WrongMoment
from proposals.writing.revising import revise
from proposals.writing.withdrawing import withdraw
from tests.cast import START, Linde
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

Watch = Callable[[], AbstractContextManager[list[str]]]


def test_the_fingerprint_can_be_computed_again(app: Flask, session: Session, cast: Linde) -> None:
    decision = opened(app, session, cast)
    asked = decision.rounds[0]

    frozen = json.loads(asked.frozen)
    roll = sorted(
        hashlib.sha256((entry.salt or b"") + str(entry.id).encode()).hexdigest()
        for entry in session.scalars(select(RollEntry))
    )

    assert hashlib.sha256(asked.frozen.encode()).hexdigest() == asked.fingerprint
    assert frozen["roll"] == roll
    assert frozen["question"] == decision.question


def test_everybody_with_a_vote_and_nobody_else_stands_on_the_roll(
    app: Flask, session: Session, cast: Linde
) -> None:
    opened(app, session, cast)

    names = set(session.scalars(select(RollEntry.name)))

    assert cast.marleen.name in names
    assert not names & {cast.olga.name, cast.sanne.name, cast.bram.name}
    assert len(names) == 6


def test_the_log_holds_and_refuses_to_be_changed(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    vote(browser(cast.fatma), decision, "voorstel=1")
    with clock_at(CLOSING), app.app_context():
        seal_what_is_due()
    session.rollback()

    rows = session.scalars(select(LogRow).order_by(LogRow.number)).all()

    assert [row.kind for row in rows] == ["opened", "sealed", "closed"]
    assert chain_holds(rows)
    session.rollback()
    attempts = ["UPDATE decision_log SET kind = 'x'", "DELETE FROM decision_log"]
    if session.get_bind().dialect.name == "postgresql":
        attempts += ["TRUNCATE decision_log", "TRUNCATE decision CASCADE"]
    else:
        attempts += [
            "INSERT OR REPLACE INTO decision_log SELECT * FROM decision_log",
            "REPLACE INTO decision_log SELECT * FROM decision_log WHERE number = 1",
        ]
    for attempt in attempts:
        with pytest.raises(DBAPIError):
            session.execute(text(attempt))
        session.rollback()


def test_a_row_that_was_changed_breaks_the_chain(app: Flask, session: Session, cast: Linde) -> None:
    decision = opened(app, session, cast)
    rows = list(session.scalars(select(LogRow).where(LogRow.decision_id == decision.id)))
    session.expunge_all()

    rows[0].payload = rows[0].payload.replace('"roll":6', '"roll":7')

    assert not chain_holds(rows)


@pytest.mark.parametrize("kind", [Participation, OpenBallot])
def test_one_ballot_per_entry_is_a_promise_of_the_database(
    app: Flask, session: Session, cast: Linde, kind: type[Participation] | type[OpenBallot]
) -> None:
    decision = opened(app, session, cast, CONSENT)
    entry = session.scalars(select(RollEntry)).first()
    assert entry is not None
    place = {"round_id": decision.rounds[0].id, "entry_id": entry.id}
    more: dict[str, object] = {"marks": {}} if kind is OpenBallot else {}
    session.add(kind(**place, **more))
    session.commit()
    session.expunge_all()

    session.add(kind(**place, **more))

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_missed_quorum_extends_once(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(GARDEN, settings={"quorum": "1/2"}, extend_on=ExtendOn.QUORUM, extend_days=3)
    decision = opened(app, session, cast, draft)
    later = CLOSING + timedelta(days=3)

    with clock_at(CLOSING):
        page = browser(cast.olga).get(address(decision))
    session.expire_all()
    extended_to = decision.closes_at
    with clock_at(later):
        browser(cast.olga).get(address(decision))
    session.expire_all()

    assert "is één keer verlengd" in page.text
    assert extended_to == later
    assert decision.phase is Phase.CLOSED
    assert decision.rounds[0].result is not None
    assert decision.rounds[0].result["status"] == "no_quorum"


def test_closing_early_only_where_that_was_agreed(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    agreed = opened(app, session, cast, replace(GARDEN, early_closing=True))
    other = opened(app, session, cast, replace(GARDEN, title="Een bank"))
    client = browser(cast.marleen)

    answers = [client.post(address(each, "/sluiting")).status_code for each in (agreed, other)]

    session.expire_all()
    assert answers == [303, 409]
    assert (agreed.phase, other.phase) == (Phase.CLOSED, Phase.OPEN)


def test_cancelling_needs_a_reason_and_keeps_what_was_sealed(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)
    vote(
        browser(cast.piet),
        decision,
        "voorstel=-1",
        what_goes_wrong="Geen veld.",
        for_whom="Kinderen",
        what_would_help="Ruimte",
    )
    client = browser(cast.marleen)

    with clock_at(CLOSING):
        refused = client.post(address(decision, "/afzegging"), data={"reason": " "})
        done = client.post(address(decision, "/afzegging"), data={"reason": "Het gras is weg."})
        page = client.get(address(decision))

    session.expire_all()
    assert (refused.status_code, done.status_code) == (422, 303)
    assert "Het gras is weg." in page.text
    assert decision.phase is Phase.CANCELLED
    assert decision.rounds[0].closing_fingerprint is not None


def test_cancelling_an_open_secret_vote_destroys_its_ballots(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    vote(browser(cast.fatma), decision, "voorstel=1")

    browser(cast.marleen).post(address(decision, "/afzegging"), data={"reason": "Te vroeg."})

    assert session.scalar(text("SELECT count(*) FROM secret_ballot")) == 0
    assert session.scalar(select(Round.wrapped_key)) is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"question": ""}, "question"),
        ({"method": "wicht"}, "method"),
        ({"closes_at": START}, "closes_at"),
        ({"closes_at": START + timedelta(days=90)}, "closes_at"),
        ({"settings": {"threshold": "1/3"}}, "threshold"),
        ({"settings": {"threshold": "unanimous"}}, "secrecy"),
        ({"results_visible": ResultsVisible.LIVE}, "results_visible"),
        ({"method": "consent"}, "secrecy"),
        ({"method": "dots"}, "options"),
        ({"method": "dots", "options": DOTS.options[:1]}, "options"),
        ({"options": DOTS.options[:1]}, "options"),
        ({"options": DOTS.options[:1] * 2}, "options"),
        ({"extend_on": ExtendOn.QUORUM, "extend_days": 0}, "extend_days"),
        (
            {
                "secrecy": Secrecy.OPEN,
                "results_visible": ResultsVisible.LIVE,
                "early_closing": True,
            },
            "early_closing",
        ),
    ],
)
def test_a_decision_that_cannot_be_is_refused_by_field(
    app: Flask, session: Session, cast: Linde, changed: dict[str, object], field: str
) -> None:
    proposal = proposal_in_talk(session, cast)
    draft = replace(GARDEN, **changed)

    with app.test_request_context(), pytest.raises(Invalid) as refusal:
        prepare(session, proposal, cast.marleen, draft)

    assert list(refusal.value.errors) == [field]


def test_a_decision_opens_once(app: Flask, session: Session, cast: Linde) -> None:
    decision = opened(app, session, cast)

    with app.test_request_context(), pytest.raises(WrongMoment):
        open_decision(session, decision, cast.marleen)


def test_a_proposal_has_one_prepared_decision_at_most(
    app: Flask, session: Session, cast: Linde
) -> None:
    proposal = proposal_in_talk(session, cast)
    with app.test_request_context():
        first = prepare(session, proposal, cast.joost, DOTS)

        again = prepare(session, proposal, cast.joost, replace(DOTS, question="En nu?"))

    assert again.id == first.id
    assert [option.key for option in again.options] == ["a", "b", "c", "d"]


def test_under_a_vote_the_proposal_stays_as_it_is(
    app: Flask, session: Session, cast: Linde
) -> None:
    decision = opened(app, session, cast)

    with app.test_request_context():
        with pytest.raises(WrongMoment):
            revise(session, decision.proposal, cast.joost, {"what": "Iets anders"}, "Omdat")
        with pytest.raises(WrongMoment):
            withdraw(session, decision.proposal, "Toch maar niet")


@pytest.mark.parametrize("draft", [GARDEN, DOTS, CONSENT], ids=["majority", "dots", "consent"])
@pytest.mark.parametrize("who", ["fatma", "marleen"])
def test_the_page_of_a_decision_asks_at_most_twelve_questions(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    queries: Watch,
    draft: Draft,
    who: str,
) -> None:
    decision = opened(app, session, cast, draft)
    client = browser(getattr(cast, who))
    path = address(decision, "?eerst=besluit")
    client.get(path)

    with queries() as while_open:
        client.get(path)
    with clock_at(CLOSING):
        client.get(path)
        with queries() as afterwards:
            client.get(path)

    assert len(while_open) <= 12, "\n".join(while_open)
    assert len(afterwards) <= 12, "\n".join(afterwards)


def test_what_is_open_is_found_by_whoever_signs_in(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    with app.test_request_context():
        before = landing_for(session, cast.fatma.person)
    vote(browser(cast.fatma), decision, "voorstel=1")
    with app.test_request_context():
        afterwards = landing_for(session, cast.fatma.person)

    assert before == f"/g/linde/besluiten/{decision.number}-{decision.slug}/stem"
    assert afterwards == "/"


def test_the_first_decision_fixes_the_rules(app: Flask, session: Session, cast: Linde) -> None:
    free_before = rules_are_free(session, cast.community)

    opened(app, session, cast)

    assert free_before
    assert not rules_are_free(session, cast.community)


def test_a_decision_that_cannot_be_sealed_stops_no_other_and_no_page(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = opened(app, session, cast)
    sound = opened(app, session, cast, replace(GARDEN, title="Bank"))
    vote(browser(cast.fatma), broken, "voorstel=1")
    broken.settings = {"threshold": "nonsense"}
    session.commit()

    with clock_at(CLOSING + timedelta(minutes=1)):
        home = browser(cast.bram).get("/")
    session.expire_all()

    assert home.status_code == 200
    assert (broken.phase, sound.phase) == (Phase.OPEN, Phase.CLOSED)
    assert f"Decision {broken.id} could not be sealed" in caplog.text
    assert "nonsense" not in caplog.text


def test_who_left_is_refused_behind_the_lock(app: Flask, session: Session, cast: Linde) -> None:
    found, entry = _read_before(session, cast, opened(app, session, cast))
    _meanwhile(session, cast, "left")

    form = BallotForm(marks={"voorstel": 1}, token="x" * 20, version=0)
    with app.test_request_context(), pytest.raises(WrongMoment):
        cast_ballot(session, place_of(found, entry), form)


@pytest.mark.parametrize("change", ["no_vote", "supporter"])
def test_a_change_of_role_takes_no_vote_in_what_is_open(
    app: Flask, session: Session, cast: Linde, change: str
) -> None:
    found, entry = _read_before(session, cast, opened(app, session, cast))
    _meanwhile(session, cast, change)

    form = BallotForm(marks={"voorstel": 1}, token="x" * 20, version=0)
    with app.test_request_context():
        is_first = cast_ballot(session, place_of(found, entry), form)

    assert is_first


def _read_before(
    session: Session, cast: Linde, decision: Decision
) -> tuple[DecisionHere, RollEntry]:
    """What Fatma's page was made from."""
    entry = session.scalars(select(RollEntry).where(RollEntry.membership_id == cast.fatma.id)).one()
    here = Here(cast.community, cast.fatma)
    here.may(Action.CAST_BALLOT)
    return DecisionHere(here, decision, decision.rounds[-1], entry, None), entry


def _meanwhile(session: Session, cast: Linde, change: str) -> None:
    """Somebody else changes Fatma's membership before her ballot arrives."""
    with Session(session.get_bind()) as elsewhere:
        fatma = elsewhere.get_one(Membership, cast.fatma.id)
        if change == "left":
            fatma.left_at = START
        elif change == "no_vote":
            fatma.votes = False
        else:
            fatma.role = Role.SUPPORTER
        session.commit()
        elsewhere.commit()


def test_the_log_that_everybody_reads_points_at_nobody(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    decision = opened(app, session, cast)

    visitor = browser().get(address(decision, "/logboek")).text
    member = browser(cast.fatma).get(address(decision, "/logboek")).text
    row = session.scalars(select(LogRow)).one()

    assert row.by_id == cast.marleen.id
    assert set(json.loads(row.payload)) == {"round", "fingerprint", "roll"}
    assert "Marleen" in member
    assert "Marleen" not in visitor
