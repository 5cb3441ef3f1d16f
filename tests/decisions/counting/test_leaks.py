"""Ways in which something could come out that nobody promised to tell."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Timer

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.rules.rules import Rules, set_rules
from decisions.counting.closing import close_early, scrub_again, seal_what_is_due
from decisions.opening.draft import open_decision, prepare
from decisions.votes import CountedBallot, SecretBallot
from plumbing.clock import clock_at
from plumbing.values import replace
from plumbing.web import Invalid, WrongMoment
from proposals.talk.contributing import Behalf, contribute
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, GARDEN, address, opened, proposal_in_talk, vote
from tests.on_disk import bytes_of


@contextmanager
def reading(path: str, seconds: float) -> Iterator[None]:
    """Somebody else looks at the database as it is now, for so long."""
    with closing(sqlite3.connect(path, check_same_thread=False)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM person").fetchall()
        let_go = Timer(seconds, other.rollback)
        let_go.start()
        yield
        let_go.join()


def traces(path: str, keys: list[bytes]) -> list[str]:
    files = (Path(path), Path(f"{path}-wal"))
    return [file.name for file in files if any(key in bytes_of(file) for key in keys)]


def test_who_agreed_to_no_name_is_not_named_beside_a_decision(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    said = "Waar spelen mijn kinderen dan?"
    contribute(
        session, decision.proposal, cast.marleen, "worry", said, behalf=Behalf(speaker=cast.henk)
    )

    page = browser(cast.joost).get(address(decision, "?eerst=besluit"))

    assert said in page.text
    assert "Henk Visser" not in page.text


@pytest.mark.parametrize("seconds", [0.2, 0.9])
def test_a_reader_does_not_keep_the_ballots_in_a_file(
    app: Flask, session: Session, cast: Linde, browser: SignIn, seconds: float
) -> None:
    decision = opened(app, session, cast)
    vote(browser(cast.fatma), decision, "voorstel=1")
    keys = list(session.scalars(select(SecretBallot.key)))
    session.commit()
    url = app.extensions["engine"].url
    if url.get_backend_name() == "postgresql":
        with clock_at(CLOSING), app.app_context():
            seal_what_is_due()
            scrub_again()
        assert session.scalar(select(SecretBallot.key)) is None
        return
    assert traces(url.database, keys)

    with clock_at(CLOSING), app.app_context():
        with reading(url.database, seconds):
            seal_what_is_due()
        scrub_again()

    assert not traces(url.database, keys)


def test_closing_twice_counts_once(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, replace(GARDEN, early_closing=True))
    vote(browser(cast.fatma), decision, "voorstel=1")
    with clock_at(CLOSING - timedelta(days=1)), app.test_request_context():
        close_early(session, decision, cast.marleen)
        session.commit()

        with pytest.raises(WrongMoment):
            close_early(session, decision, cast.marleen)

    session.rollback()
    assert session.scalars(select(CountedBallot.count)).all() == [1]


def test_what_was_prepared_long_ago_does_not_open_for_a_moment(
    app: Flask, session: Session, cast: Linde
) -> None:
    proposal = proposal_in_talk(session, cast)
    with app.test_request_context():
        set_rules(session, cast.community, Rules(min_days=5), cast.marleen)
        decision = prepare(session, proposal, cast.marleen, GARDEN)

    with (
        clock_at(CLOSING - timedelta(hours=1)),
        app.test_request_context(),
        pytest.raises(Invalid) as refused,
    ):
        open_decision(session, decision, cast.marleen)

    assert refused.value.errors == {"closes_at": "Een besluit staat minstens 5 dagen open."}
