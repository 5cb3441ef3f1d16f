"""Who asked how often lately: a window that moves along with the clock on the wall."""

import time

import pytest
from limits import parse
from limits.strategies import MovingWindowRateLimiter

from plumbing import limits as lately
from plumbing.limits import Lately

THREE_A_MINUTE = parse("3 per minute")


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time in seconds, to be set by the test."""
    seconds = [1000.0]
    monkeypatch.setattr(time, "time", lambda: seconds[0])
    return seconds


def test_the_fourth_within_a_minute_is_refused(wall: list[float]) -> None:
    limiter = MovingWindowRateLimiter(Lately())

    answers = [limiter.hit(THREE_A_MINUTE, "fatma") for _ in range(4)]

    assert answers == [True, True, True, False]


def test_everybody_has_a_window_of_her_own(wall: list[float]) -> None:
    limiter = MovingWindowRateLimiter(Lately())
    for _ in range(3):
        limiter.hit(THREE_A_MINUTE, "fatma")

    assert limiter.hit(THREE_A_MINUTE, "henk")


def test_a_minute_later_one_may_ask_again(wall: list[float]) -> None:
    limiter = MovingWindowRateLimiter(Lately())
    for _ in range(3):
        limiter.hit(THREE_A_MINUTE, "fatma")
        wall[0] += 10

    assert not limiter.hit(THREE_A_MINUTE, "fatma")
    wall[0] += 30

    assert limiter.hit(THREE_A_MINUTE, "fatma")


def test_what_is_left_is_told_without_asking(wall: list[float]) -> None:
    limiter = MovingWindowRateLimiter(Lately())
    limiter.hit(THREE_A_MINUTE, "fatma")

    window = limiter.get_window_stats(THREE_A_MINUTE, "fatma")

    assert window.remaining == 2
    assert window.reset_time == 1060.0


def test_who_stayed_away_is_forgotten(wall: list[float]) -> None:
    storage = Lately()
    limiter = MovingWindowRateLimiter(storage)
    for number in range(lately.FEWEST_KEPT):
        limiter.hit(THREE_A_MINUTE, f"member {number}")
    wall[0] += 61

    limiter.hit(THREE_A_MINUTE, "fatma")

    assert storage.reset() == 1
