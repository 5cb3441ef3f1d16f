"""`make quick` leaves out what takes long, and no test for any other reason."""

import subprocess
import sys

import pytest

from plumbing.folders import ROOT

SAMPLE = (
    "tests/plumbing/test_redis.py",
    "tests/plumbing/test_web.py",
    "tests/browser/test_room.py",
)


@pytest.fixture(scope="module")
def collected() -> list[str]:
    asked = [sys.executable, "-m", "pytest", "--quick", "--collect-only", "-q", *SAMPLE]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if "::" in line]


def test_sqlite_is_asked_and_postgresql_is_not(collected: list[str]) -> None:
    assert any("[sqlite" in test for test in collected)
    assert not any("postgresql" in test for test in collected)


def test_the_browser_stays_shut_and_what_is_slow_waits(collected: list[str]) -> None:
    assert {test.partition("::")[0] for test in collected} == {"tests/plumbing/test_web.py"}
