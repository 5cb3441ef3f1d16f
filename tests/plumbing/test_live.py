"""Whoever watches hears that something changed, from whichever process, and nothing more."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from app import create_app
from communities.models import Community
from plumbing import live
from tests.cast import Linde
from tests.plumbing.test_redis import redis_url

pytestmark = pytest.mark.slow

__all__ = ["redis_url"]

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 20.0
BREATH = ":\n\n"
ELSEWHERE = """
import sys
from app import create_app
from communities.models import Community
from plumbing.database.session import db
from sqlalchemy import update
app = create_app({"DATABASE_URL": sys.argv[1], "SECRET_KEY": "k" * 32, "HOST_KEY": "11" * 32})
with app.app_context(), db.writing() as session:
    session.execute(update(Community).values(phone=sys.argv[2]))
"""


@pytest.fixture(autouse=True)
def short_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that who listens here finds soon that she may stop."""
    monkeypatch.setattr(live, "KEEP_ALIVE", 0.2)


def phone(session: Session) -> str:
    """A topic that is easily changed."""
    return session.scalars(select(Community.phone).where(Community.slug == "linde")).one()


@contextmanager
def listening(app: Flask, seen: str = "", who: str = "127.0.0.1") -> Iterator[Callable[[], str]]:
    """The messages of a stream, one at a time as they come."""
    with app.test_request_context(f"/?gezien={seen}", environ_base={"REMOTE_ADDR": who}):
        response = live.stream("phone", phone)
    heard: Queue[str] = Queue()
    closing: list[bool] = []

    def listen() -> None:
        for message in response.response:
            if closing:
                return
            if str(message) != BREATH:
                heard.put(str(message))

    thread = Thread(target=listen, daemon=True)
    thread.start()
    yield lambda: heard.get(timeout=PATIENCE)
    closing.append(True)
    thread.join()
    response.close()


@contextmanager
def house_on(database: str, **settings: str) -> Iterator[Flask]:
    """Another process's application; nobody watches any more once its connections are closed."""
    here = create_app({"DATABASE_URL": database, **settings})
    yield here
    assert stops_watching(here)
    here.extensions["engine"].dispose()


def stops_watching(app: Flask) -> bool:
    give_up = time.monotonic() + PATIENCE
    while app.extensions["live"]._is_watching and time.monotonic() < give_up:
        time.sleep(0.05)
    return not app.extensions["live"]._is_watching


def write_elsewhere(url: str, number: str, **environment: str) -> None:
    """Another process changes something."""
    subprocess.run(
        [sys.executable, "-c", ELSEWHERE, url, number],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
    )


def url_of(app: Flask) -> str:
    return str(app.extensions["engine"].url.render_as_string(hide_password=False))


def test_the_revision_now_comes_first(app: Flask, session: Session, cast: Linde) -> None:
    cast.community.phone = "1"
    session.commit()

    with listening(app) as heard:
        assert heard() == "id: 1\nevent: changed\ndata: 1\n\n"


def test_who_has_it_on_her_screen_already_need_not_fetch_it(
    app: Flask, session: Session, cast: Linde
) -> None:
    cast.community.phone = "1"
    session.commit()

    with listening(app, seen="1") as heard:
        assert heard() == "id: 1\nevent: current\ndata: 1\n\n"


def test_what_another_process_writes_is_heard(app: Flask, session: Session, cast: Linde) -> None:
    session.commit()

    with listening(app) as heard:
        heard()
        write_elsewhere(url_of(app), "2")

        assert heard() == "id: 2\nevent: changed\ndata: 2\n\n"


def test_what_another_process_writes_is_heard_over_redis(
    app: Flask, session: Session, cast: Linde, redis_url: str
) -> None:
    session.commit()

    with house_on(url_of(app), REDIS_URL=redis_url) as here, listening(here) as heard:
        heard()
        write_elsewhere(url_of(app), "3", REDIS_URL=redis_url)

        assert heard() == "id: 3\nevent: changed\ndata: 3\n\n"


def test_while_redis_is_away_it_takes_a_little_longer(
    app: Flask, session: Session, cast: Linde, tmp_path: Path
) -> None:
    session.commit()
    nowhere = f"unix://{tmp_path}/redis.socket"

    with house_on(url_of(app), REDIS_URL=nowhere) as here, listening(here) as heard:
        heard()
        write_elsewhere(url_of(app), "3", REDIS_URL=nowhere)

        assert heard() == "id: 3\nevent: changed\ndata: 3\n\n"


def test_what_does_not_touch_the_topic_is_not_told(
    app: Flask, session: Session, cast: Linde
) -> None:
    session.commit()

    with listening(app) as heard:
        heard()
        cast.choir.phone = "4"
        session.commit()
        cast.community.phone = "5"
        time.sleep(0.6)
        session.commit()

        assert heard() == "id: 5\nevent: changed\ndata: 5\n\n"


def test_nobody_watches_the_database_when_nobody_listens(
    app: Flask, session: Session, cast: Linde
) -> None:
    session.commit()
    with listening(app) as heard:
        heard()
        watched = app.extensions["live"]._is_watching

    assert watched
    assert stops_watching(app)


def test_streams_end_when_the_server_stops(
    app: Flask, session: Session, cast: Linde, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.commit()
    with house_on(url_of(app)) as here:
        with here.test_request_context("/"):
            response = live.stream("phone", phone)
        messages = iter(response.response)
        next(messages)

        monkeypatch.setattr(live, "_endings", [lambda: True])
        rest = list(messages)
        response.close()

        assert [message for message in rest if message != BREATH] == []


def test_one_address_cannot_take_every_stream(
    app: Flask, session: Session, cast: Linde, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.commit()
    monkeypatch.setattr(live, "MOST_OF_AN_ADDRESS", 1)

    with listening(app) as heard:
        heard()
        with pytest.raises(ServiceUnavailable), listening(app):
            pass
        with listening(app, who="192.0.2.1") as other:
            assert other().startswith("id:")


def test_a_stream_that_was_left_is_given_back(app: Flask, session: Session, cast: Linde) -> None:
    session.commit()
    for _ in range(3):
        with listening(app) as heard:
            heard()

    assert not app.extensions["live"]._topics
    assert not app.extensions["live"]._streams
