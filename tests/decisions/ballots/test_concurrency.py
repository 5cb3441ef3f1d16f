"""Many at once: one ballot each, counted or refused, never lost and never twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.ballots import pages as ballots
from decisions.ballots.poll import BallotPlace, place_for
from decisions.counting.closing import cancel, seal_what_is_due
from decisions.models import Decision
from decisions.opening.draft import Draft
from decisions.roll import RollEntry
from decisions.votes import CountedBallot, OpenBallot, Participation, SecretBallot
from plumbing.clock import clock_at, now
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import CLOSING, CONSENT, GARDEN, address, nonce_of, opened

pytestmark = pytest.mark.slow


def post(app: Flask, account: str, path: str, form: dict[str, str]) -> int:
    """Send a ballot from a browser of its own, apart from the test's look into the database."""
    client = FlaskClient(app)
    with client.session_transaction() as cookies:
        cookies["_user_id"] = account
    return client.post(path, data=form).status_code


@pytest.mark.parametrize("draft", [GARDEN, CONSENT], ids=["secret", "open"])
def test_200_equal_posts_at_once_are_one_ballot(
    app: Flask, session: Session, cast: Linde, browser: SignIn, draft: Draft
) -> None:
    decision = opened(app, session, cast, draft)
    nonce = nonce_of(browser(cast.fatma).get(address(decision, "/stem")))
    form = {"nonce": nonce, "choice": "voorstel=1"}
    account, path = cast.fatma.person.get_id(), address(decision, "/stem")
    kind = SecretBallot if decision.is_secret else OpenBallot
    session.commit()

    with ThreadPoolExecutor(24) as pool:
        waiting = [
            pool.submit(copy_context().run, post, app, account, path, form) for _ in range(200)
        ]
        answers = Counter(each.result() for each in waiting)

    assert answers == {303: 200}
    assert session.scalars(select(Participation.version)).all() == [1]
    assert session.scalar(select(func.count()).select_from(kind)) == 1


def test_a_ballot_at_closing_is_counted_or_refused(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    voters = [cast.fatma, cast.henk, cast.samira, cast.piet, cast.joost, cast.marleen]
    forms = [
        {
            "nonce": nonce_of(browser(voter).get(address(decision, "/stem"))),
            "choice": "voorstel=1",
        }
        for voter in voters
    ]
    accounts, path = [voter.person.get_id() for voter in voters], address(decision, "/stem")
    session.commit()

    def vote(number: int) -> int:
        # Half of the ballots arrive in the last second, half a second later.
        moment = CLOSING - timedelta(seconds=1) if number % 2 else CLOSING
        with clock_at(moment):
            return post(app, accounts[number], path, forms[number])

    def close() -> int:
        with clock_at(CLOSING), app.app_context():
            return seal_what_is_due()

    with ThreadPoolExecutor(8) as pool:
        sealing = pool.submit(close)
        waiting = [pool.submit(vote, number) for number in range(len(voters))]
        answers = [each.result() for each in waiting]
        sealing.result()

    session.rollback()
    counted = session.scalar(select(func.coalesce(func.sum(CountedBallot.count), 0)))
    assert set(answers) <= {303, 409}
    assert counted == answers.count(303)
    assert counted == session.scalar(select(func.count()).select_from(Participation))


def _cancelled(session: Session, decision: Decision, entry: RollEntry) -> None:
    cancel(session, decision, session.get_one(Membership, decision.prepared_by_id), "Te vroeg.")


def _left(session: Session, decision: Decision, entry: RollEntry) -> None:
    entry.left_at = now()


def _voted_on_paper(session: Session, decision: Decision, entry: RollEntry) -> None:
    session.add(Participation(round_id=decision.rounds[-1].id, entry_id=entry.id, on_paper=True))


@pytest.mark.parametrize("happens", [_cancelled, _left, _voted_on_paper])
def test_what_changes_while_a_ballot_is_read_still_refuses_it(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    happens: Callable[[Session, Decision, RollEntry], None],
) -> None:
    decision = opened(app, session, cast)
    client, path = browser(cast.fatma), address(decision, "/stem")
    form = {"nonce": nonce_of(client.get(path)), "choice": "voorstel=1"}

    def meanwhile(slug: str, number: int) -> BallotPlace | None:
        place = place_for(slug, number)
        assert place is not None
        with Session(app.extensions["engine"].execution_options(write=True)) as other:
            happens(
                other,
                other.get_one(Decision, place.decision_id),
                other.get_one(RollEntry, place.entry_id),
            )
            other.commit()
        return place

    monkeypatch.setattr(ballots, "place_for", meanwhile)
    answer = client.post(path, data=form)

    assert answer.status_code == 409
    assert session.scalars(select(SecretBallot)).all() == []


def test_a_vote_is_few_questions(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    decision = opened(app, session, cast)
    client, path = browser(cast.fatma), address(decision, "/stem")
    form = {"nonce": nonce_of(client.get(path)), "choice": "voorstel=1"}

    with queries() as seen:
        client.post(path, data=form)

    assert len(seen) == (4 if app.extensions["engine"].dialect.name == "sqlite" else 2)
