"""Work that nobody waits for: huey, in a file out of the box, on Redis for many machines."""

import logging
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from flask import Flask
from huey import RedisHuey, SqliteHuey, crontab

INSTANCE = Path(os.environ.get("INSTANCE", "instance"))

every_minute: list[Callable[[], object]] = []
"""What the rooms want done each minute; doing it twice must do no harm."""


def _queue() -> SqliteHuey | RedisHuey:
    if url := os.environ.get("REDIS_URL"):
        return RedisHuey("gehoord", url=url)
    INSTANCE.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("gehoord", filename=str(INSTANCE / "jobs.db"), fsync=True)


queue = _queue()
_working_for: list[Flask] = []


def work_for(app: Flask) -> None:
    """The application whose jobs this process does."""
    _working_for[:] = [app]


def job(work: Callable[..., object]) -> Callable[..., Any]:
    """Calling this function queues it; the worker then does it within the application."""

    @wraps(work)
    def within_the_application(*values: Any) -> None:
        with _working_for[0].app_context():
            work(*values)

    task: Callable[..., Any] = queue.task(retries=3, retry_delay=30)(within_the_application)
    return task


@queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def each_minute() -> None:
    """One that fails does not keep the others from their turn."""
    for work in every_minute:
        with _working_for[0].app_context():
            try:
                work()
            except Exception:
                logging.getLogger(__name__).exception("A job of every minute failed.")
