"""Jobs that nobody waits for: huey, in a file out of the box, on Redis for many machines."""

import logging
import os
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app

from plumbing.events import Event

if TYPE_CHECKING:
    from huey import RedisHuey, SqliteHuey

INSTANCE = Path(os.environ.get("INSTANCE", "instance"))

every_minute: Event[Callable[[], object]] = Event()
"""What the rooms want done each minute; doing it twice must do no harm."""
_tasks: list[Callable[[], Callable[..., Any]]] = []
_working_for: list[Flask] = []
_log = logging.getLogger(__name__)


@cache
def queue() -> "SqliteHuey | RedisHuey":
    """The queue in which jobs wait for the worker."""
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
    """Calling this function queues it; the worker then does it within the application.

    While the queue is away, the process that was asked does it, beside what it is doing.
    """

    @wraps(work)
    def within_the_application(*values: Any) -> None:
        _within(_working_for[0], work, *values)

    @cache
    def task() -> Callable[..., Any]:
        known: Callable[..., Any] = queue().task(retries=3, retry_delay=30)(within_the_application)
        return known

    @wraps(work)
    def put_off(*values: Any) -> None:
        # The reason for it is committed: nobody may read that it failed, nor wait for it.
        try:
            task()(*values)
        except Exception:
            _log.warning("The queue is away: this process does %s itself.", work.__name__)
            app = current_app._get_current_object()  # type: ignore[attr-defined]
            Thread(target=_within, args=(app, work, *values)).start()

    _tasks.append(task)
    return put_off


def _within(app: Flask, work: Callable[..., object], *values: Any) -> None:
    with app.app_context():
        work(*values)


def each_minute() -> None:
    """Runs the jobs of each minute; one that fails does not keep the others from their turn."""
    for work in every_minute:
        with _working_for[0].app_context():
            try:
                work()
            except Exception:
                _log.exception("A job of every minute failed.")
