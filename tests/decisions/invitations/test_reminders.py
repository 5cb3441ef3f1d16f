"""Reminders: at most two, only to who did not vote, and nobody can read afterwards to whom."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.invitations.reminders import no_more_token, remind_who_is_due
from decisions.models import Decision
from decisions.opening.draft import Draft
from decisions.roll import Reminder
from plumbing import jobs
from plumbing.clock import clock_at, now
from plumbing.mail import Mail, send_waiting_mail
from plumbing.values import replace
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, GARDEN, opened, vote

HALFWAY = START + timedelta(days=3, hours=13)
LAST_DAY = CLOSING - timedelta(hours=23)
EVERYBODY = {"fatma", "joost", "henk", "samira", "piet", "marleen"}


@pytest.fixture(autouse=True)
def worker(app: Flask) -> Iterator[None]:
    jobs.work_for(app)
    yield
    jobs.queue().flush()


@pytest.fixture
def decision(app: Flask, session: Session, cast: Linde) -> Decision:
    made = opened(app, session, cast)
    _forget_mail(session)
    return made


def _forget_mail(session: Session) -> None:
    for mail in session.scalars(select(Mail)):
        mail.sent_at = now()
    session.commit()


def remind(app: Flask, session: Session) -> set[str]:
    """Let the job run; to whom it wrote."""
    session.commit()
    with app.app_context():
        remind_who_is_due()
    return waiting(session)


def waiting(session: Session) -> set[str]:
    session.expire_all()
    rows = session.scalars(select(Mail.recipient).where(Mail.sent_at.is_(None)))
    return {address.partition("@")[0] for address in rows}


def test_nothing_before_halfway(app: Flask, session: Session, decision: Decision) -> None:
    with clock_at(HALFWAY - timedelta(days=1)):
        assert remind(app, session) == set()


def test_halfway_who_did_not_vote_is_reminded(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    vote(browser(cast.fatma), decision, "voorstel=1")

    with clock_at(HALFWAY):
        assert remind(app, session) == EVERYBODY - {"fatma"}


def test_job_that_runs_twice_reminds_once(app: Flask, session: Session, decision: Decision) -> None:
    with clock_at(HALFWAY):
        remind(app, session)
    _forget_mail(session)

    with clock_at(HALFWAY + timedelta(minutes=1)):
        assert remind(app, session) == set()


def test_there_are_two_and_never_more(app: Flask, session: Session, decision: Decision) -> None:
    sent = []
    for moment in (HALFWAY, LAST_DAY, CLOSING - timedelta(hours=2)):
        with clock_at(moment):
            sent.append(len(remind(app, session)))
        _forget_mail(session)

    assert sent == [6, 6, 0]
    rows = session.scalars(select(Reminder).order_by(Reminder.number)).all()
    assert [(row.number, row.written) for row in rows] == [(1, 6), (2, 6)]


def test_worker_that_slept_through_both_moments_sends_one(
    app: Flask, session: Session, decision: Decision
) -> None:
    with clock_at(LAST_DAY):
        assert remind(app, session) == EVERYBODY
    _forget_mail(session)
    with clock_at(LAST_DAY + timedelta(hours=1)):
        assert remind(app, session) == set()


@pytest.mark.parametrize(
    ("length", "after", "number"),
    [
        (timedelta(hours=30), timedelta(hours=10), 0),
        (timedelta(hours=36), timedelta(hours=12), 6),
        (timedelta(days=3), timedelta(days=1, hours=20), 0),
        (timedelta(days=4), timedelta(days=2), 6),
    ],
)
def test_short_decisions_remind_less(
    app: Flask, session: Session, cast: Linde, length: timedelta, after: timedelta, number: int
) -> None:
    short: Draft = replace(GARDEN, closes_at=START + length)
    opened(app, session, cast, short)
    _forget_mail(session)

    with clock_at(START + after):
        assert len(remind(app, session)) == number


def test_who_wants_none_has_no_mail_or_left_gets_none(
    app: Flask, session: Session, cast: Linde, decision: Decision
) -> None:
    cast.henk.person.reminders = False
    cast.piet.person.email = None
    cast.samira.left_at = now()

    with clock_at(HALFWAY):
        assert remind(app, session) == EVERYBODY - {"henk", "piet", "samira"}


def test_who_votes_while_the_mail_waits_gets_none(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    with clock_at(HALFWAY):
        remind(app, session)
        vote(browser(cast.fatma), decision, "voorstel=1")
        with app.app_context():
            left = send_waiting_mail()

    assert left == len(EVERYBODY) - 1


def test_no_row_tells_afterwards_who_was_reminded(
    app: Flask, session: Session, decision: Decision
) -> None:
    before = set(session.scalars(select(Mail.id)))
    with clock_at(HALFWAY):
        remind(app, session)
        with app.app_context():
            send_waiting_mail()

    session.commit()
    assert set(session.scalars(select(Mail.id))) == before


def test_mail_says_how_to_stop_it(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    with clock_at(HALFWAY):
        remind(app, session)
    mail = session.scalars(
        select(Mail).where(Mail.recipient == "fatma@example.org").order_by(Mail.id)
    ).all()[-1]
    path = mail.body.rpartition("http://gehoord.test")[2].strip()

    page = browser().get(path)

    assert "Stuur mij geen herinneringen" in page.text
    session.expire_all()
    assert cast.fatma.person.reminders
    assert "geen herinneringen meer" in browser().post(path, follow_redirects=True).text
    session.expire_all()
    assert not cast.fatma.person.reminders
    browser().post(path, data={"on": "1"})
    session.expire_all()
    assert cast.fatma.person.reminders


def test_made_up_link_stops_nothing(app: Flask, cast: Linde, browser: SignIn) -> None:
    with app.app_context():
        token = no_more_token(cast.fatma.person)

    assert browser().get(f"/herinneringen/{token}x").status_code == 404
    assert browser().post("/herinneringen/never").status_code == 404
