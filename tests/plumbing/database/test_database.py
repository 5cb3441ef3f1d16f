"""One writer at a time, and who has to wait too long gets a page that says so."""

import sqlite3
from contextlib import closing

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from plumbing.database import engines
from tests.cast import Linde
from tests.conftest import SignIn

FORM = {"name": "Fatma", "language": "nl"}


def change_name(client: FlaskClient) -> int:
    return client.post("/g/linde/ik", data=FORM).status_code


def test_who_waits_too_long_reads_what_to_do_and_the_next_gets_her_turn(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine: Engine = app.extensions["engine"]
    fatma = browser(cast.fatma)
    if engine.dialect.name == "postgresql":
        assert change_name(fatma) == 303
        return
    monkeypatch.setattr(engines, "LONGEST_WAIT", 0.2)
    with closing(sqlite3.connect(str(engine.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        busy = fatma.post("/g/linde/ik", data=FORM)

    assert busy.status_code == 503
    assert change_name(fatma) == 303


def test_a_failure_halfway_lets_the_next_writer_in(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fatma = browser(cast.fatma)
    app.testing = False
    try:
        with monkeypatch.context() as broken:
            broken.setattr("communities.members.my_data.keep_in_cookie", None)
            assert change_name(fatma) == 500
            broken.setattr(Session, "commit", None)
            session.commit = lambda: None  # type: ignore[method-assign]
            assert change_name(fatma) == 500
    finally:
        app.testing = True

    assert change_name(fatma) == 303
