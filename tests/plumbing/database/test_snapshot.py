"""The snapshot cache keeps what was read for only as long as nobody writes."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Community
from plumbing.clock import clock_at
from plumbing.database.session import db
from tests.cast import START, Linde

NAME = select(Community.name).where(Community.slug == "linde")


def look(app: Flask) -> str | None:
    """The name as a request reads it."""
    with app.test_request_context():
        return db.cached("name", lambda: db.session.scalar(NAME))


def test_what_nobody_changed_is_not_read_again(app: Flask, session: Session, cast: Linde) -> None:
    assert look(app) == "De Linde"

    with app.test_request_context():
        again = db.cached("name", lambda: "read anew")

    assert again == "De Linde"


def test_what_somebody_wrote_is_seen_at_once(app: Flask, session: Session, cast: Linde) -> None:
    assert look(app) == "De Linde"

    cast.community.name = "De Oude Linde"
    session.commit()

    assert look(app) == "De Oude Linde"


def test_what_a_request_read_before_a_change_is_not_remembered_as_newer(
    app: Flask, session: Session, cast: Linde
) -> None:
    with app.test_request_context():
        assert db.session.scalar(NAME) == "De Linde"
        cast.community.name = "De Oude Linde"
        session.commit()

        db.cached("name", lambda: db.session.scalar(NAME))

    assert look(app) == "De Oude Linde"


def test_time_alone_ends_what_is_remembered(app: Flask, session: Session, cast: Linde) -> None:
    assert look(app) == "De Linde"

    with clock_at(START + timedelta(seconds=1)), app.test_request_context():
        later = db.cached("name", lambda: "read anew")

    assert later == "read anew"


def test_who_writes_always_reads_for_herself(app: Flask, session: Session, cast: Linde) -> None:
    assert look(app) == "De Linde"

    with app.test_request_context(method="POST"):
        seen = db.cached("name", lambda: "read anew")

    assert seen == "read anew"
