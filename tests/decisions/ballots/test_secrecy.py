"""What is promised about a secret vote, looked for where it could leak."""

import sqlite3
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.counting.closing import seal_what_is_due
from decisions.models import Decision, LogRow, Round
from decisions.votes import CountedBallot, SecretBallot, Submission
from plumbing.clock import clock_at
from tests.cast import Linde, join
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, DOTS, address, opened, vote
from tests.on_disk import bytes_of

LEAKS = ("gekozen", "Aangenomen", "Niet aangenomen", "bar-number", "verdict")


def close(app: Flask) -> None:
    with clock_at(CLOSING), app.app_context():
        seal_what_is_due()


def test_before_closing_nothing_but_the_number_of_ballots_can_be_seen(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, DOTS)
    for member in (cast.fatma, cast.henk, cast.piet, cast.joost, cast.samira):
        vote(browser(member), decision, **{"mark.a": "2", "mark.b": "1"})
    partial = {"HX-Request": "true", "HX-Request-Type": "partial"}

    for who in (cast.fatma, cast.marleen, cast.olga, cast.sanne):
        client = browser(who)
        answers = [
            client.get(address(decision, "?eerst=besluit")),
            client.get(address(decision, "/uitslag"), headers=partial),
            client.get(address(decision, "/logboek")),
            client.get(address(decision, "/stem"), follow_redirects=True),
        ]
        for answer in answers:
            assert not [leak for leak in LEAKS if leak in answer.text]
            assert "Bank" not in str(answer.headers)
        assert {answer.headers["Cache-Control"] for answer in answers[:3]} == {"private, no-cache"}
        assert answers[3].headers["Cache-Control"] in ("no-store", "private, no-cache")
    assert "5 van de 6" in answers[0].text


def test_sealing_leaves_no_key_no_ballot_and_no_form(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    for member, mark in ((cast.fatma, 1), (cast.henk, -1), (cast.piet, 1)):
        vote(browser(member), decision, f"voorstel={mark}")

    close(app)

    session.expire_all()
    assert session.scalar(select(Round.wrapped_key)) is None
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0
    assert session.scalar(select(func.count()).select_from(Submission)) == 0
    rows = session.execute(select(CountedBallot.marks, CountedBallot.count)).all()
    assert sorted(count for _marks, count in rows) == [1, 2]


def test_the_database_file_keeps_no_trace_of_the_ballots(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    vote(browser(cast.fatma), decision, "voorstel=1")
    keys = list(session.scalars(select(SecretBallot.key)))
    session.commit()

    close(app)

    url = app.extensions["engine"].url
    if url.get_backend_name() == "sqlite":
        connection = sqlite3.connect(url.database)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        raw = bytes_of(url.database)
        assert not [key for key in keys if key in raw]
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0


def test_with_few_ballots_the_split_stays_hidden(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    for member in (cast.fatma, cast.henk, cast.piet):
        vote(browser(member), decision, "voorstel=1")
    vote(browser(cast.joost), decision, "blank")

    with clock_at(CLOSING + timedelta(hours=1)):
        page = browser(cast.fatma).get(address(decision))
        log = browser(cast.fatma).get(address(decision, "/logboek"))

    assert "Aangenomen" in page.text
    assert "4 mensen stemden." in page.text
    assert "1 stem was blanco." in page.text
    assert "Er zijn zo weinig stemmen" in page.text
    assert "bar-number" not in page.text
    assert "3 stemmen voor" not in page.text
    assert "marks" not in log.text
    assert session.scalar(select(Round.closing_salt)) is None


def test_from_five_ballots_the_sum_can_be_redone(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    for member in (cast.fatma, cast.henk, cast.piet, cast.samira):
        vote(browser(member), decision, "voorstel=1")
    vote(browser(cast.joost), decision, "voorstel=-1")

    with clock_at(CLOSING + timedelta(hours=1)):
        page = browser(cast.fatma).get(address(decision))

    assert "4 voor en 1 tegen is samen 5." in page.text
    assert "Meer dan de helft van 5 is 3." in page.text
    assert "4 voor, 3 waren nodig" in page.text


def test_nobody_is_shown_who_stood_for_what(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    for name in ("Ria", "Kofi", "Nour"):
        join(session, cast.community, name)
    for member in (cast.fatma, cast.henk, cast.piet, cast.samira, cast.joost):
        vote(browser(member), decision, "voorstel=1")

    with clock_at(CLOSING):
        page = browser(cast.marleen).get(address(decision))

    assert "Wie koos wat?" not in page.text


@pytest.mark.parametrize("kind", ["sealed", "opened"])
def test_the_log_names_nobody_with_a_choice(
    app: Flask, session: Session, cast: Linde, browser: SignIn, kind: str
) -> None:
    decision = opened(app, session, cast)
    vote(browser(cast.fatma), decision, "voorstel=1")

    close(app)

    payload = session.scalar(select(LogRow.payload).where(LogRow.kind == kind))
    assert payload is not None
    assert "Fatma" not in payload
    assert "entry" not in payload


def test_the_clock_closes_without_any_job(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    with clock_at(CLOSING):
        page = browser(cast.fatma).get(address(decision))

    session.expire_all()
    assert "Uitslag" in page.text
    assert session.get_one(Decision, decision.id).closed_at == CLOSING
