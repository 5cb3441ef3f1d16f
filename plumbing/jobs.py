"""Work that nobody waits for: huey, in a file out of the box, on Redis for many machines."""

import logging
import os
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from huey import RedisHuey, SqliteHuey

INSTANCE = Path(os.environ.get("INSTANCE", "instance"))

every_minute: list[Callable[[], object]] = []
"""What the rooms want done each minute; doing it twice must do no harm."""
_tasks: list[Callable[[], Callable[..., Any]]] = []
_working_for: list[Flask] = []


@cache
def queue() -> "SqliteHuey | RedisHuey":
    """Where jobs wait until the worker takes them."""
    # Who only shows pages never needs it, and it takes a while to import.
    from huey import RedisHuey, SqliteHuey, crontab

    if url := os.environ.get("REDIS_URL"):
        made = RedisHuey("gehoord", url=url)
    else:
        INSTANCE.mkdir(parents=True, exist_ok=True)
        made = SqliteHuey("gehoord", filename=str(INSTANCE / "jobs.db"), fsync=True)
    made.periodic_task(crontab(minute="*"))(each_minute)
    return made


def work_for(app: Flask) -> None:
    """The application whose jobs this process does, each of them known by its name."""
    _working_for[:] = [app]
    for task in _tasks:
        task()


def job(work: Callable[..., object]) -> Callable[..., Any]:
    """Calling this function queues it; the worker then does it within the application."""

    @wraps(work)
    def within_the_application(*values: Any) -> None:
        with _working_for[0].app_context():
            work(*values)

    @cache
    def task() -> Callable[..., Any]:
        known: Callable[..., Any] = queue().task(retries=3, retry_delay=30)(within_the_application)
        return known

    @wraps(work)
    def put_off(*values: Any) -> Any:
        return task()(*values)

    _tasks.append(task)
    return put_off


def each_minute() -> None:
    """One that fails does not keep the others from their turn."""
    for work in every_minute:
        with _working_for[0].app_context():
            try:
                work()
            except Exception:
                logging.getLogger(__name__).exception("A job of every minute failed.")
