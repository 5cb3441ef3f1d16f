"""Work that nobody waits for."""

from collections.abc import Iterator

import pytest
from flask import Flask, current_app

from plumbing import jobs

seen: list[tuple[str, str]] = []


@jobs.job
def note(word: str) -> None:
    seen.append((word, current_app.name))


@pytest.fixture(autouse=True)
def _worker(app: Flask) -> Iterator[None]:
    jobs.work_for(app)
    jobs.queue().flush()
    yield
    jobs.queue().flush()


def test_a_job_is_done_by_the_worker_within_the_application() -> None:
    seen.clear()

    note("later")
    asked = list(seen)
    jobs.queue().execute(jobs.queue().dequeue())

    assert asked == []
    assert seen == [("later", "app")]


def test_one_job_of_every_minute_that_fails_keeps_no_other_from_its_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []

    def fall() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "every_minute", [fall, lambda: done.append("second")])

    jobs.each_minute()

    assert done == ["second"]
