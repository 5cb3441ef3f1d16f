"""Guessing of codes, slowed: the same digits again, one range of addresses, everybody at once.

Only wrong ones count, so a hall that types right codes behind one address is never refused.
"""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from time import sleep
from typing import TypeVar

from flask import Flask, current_app, request
from limits import RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from plumbing.limits import Lately

Value = TypeVar("Value")
SAME_DIGITS = RateLimitItemPerMinute(5, 10)
ONE_RANGE = (RateLimitItemPerMinute(120, 10), RateLimitItemPerDay(600))
EVERYWHERE = RateLimitItemPerHour(500)
"""Above this somebody is guessing from many places, and each place gets fewer tries."""
ONE_RANGE_THEN = RateLimitItemPerHour(5)
QUICKEST, SLOWEST = 0.25, 2.0
"""Seconds that a wrong code waits for its answer; the longer, the more the range has guessed."""


class Guesses:
    """Counts the wrong codes of the last day, by digits, by range of addresses, and in all."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self._counted = MovingWindowRateLimiter(storage)

    def are_too_many(self, digits: str, place: str) -> bool:
        """Must who types this wait, whether it is right or wrong?"""
        if not self._counted.test(SAME_DIGITS, "digits", digits):
            return True
        if not all(self._counted.test(limit, "range", place) for limit in ONE_RANGE):
            return True
        calm = self._counted.test(EVERYWHERE, "everywhere")
        return not calm and not self._counted.test(ONE_RANGE_THEN, "range", place)

    def count(self, digits: str, place: str) -> float:
        """Counts one more that was wrong; returns the seconds that its response should take."""
        self._counted.hit(SAME_DIGITS, "digits", digits)
        for limit in (*ONE_RANGE, ONE_RANGE_THEN):
            self._counted.hit(limit, "range", place)
        self._counted.hit(EVERYWHERE, "everywhere")
        left = self._counted.get_window_stats(ONE_RANGE[0], "range", place).remaining
        guessed = 1 - left / ONE_RANGE[0].amount
        return QUICKEST + (SLOWEST - QUICKEST) * guessed


def init_app(app: Flask) -> None:
    storage = storage_from_string(app.config["RATELIMIT_STORAGE_URI"], wrap_exceptions=True)
    if not isinstance(storage, Storage):
        raise TypeError("RATELIMIT_STORAGE_URI must not be one for asyncio.")
    app.extensions["guesses"] = Guesses(storage)
    app.extensions["guesses_here"] = Guesses(Lately())


def must_wait(digits: str) -> bool:
    """Were there so many wrong codes from here that no more are looked at for now?"""
    place = address_range(request.remote_addr)
    return _asked(lambda guesses: guesses.are_too_many(digits, place))


def was_wrong(digits: str) -> None:
    """Counts a wrong code and sleeps, equally long whatever was wrong with it."""
    place = address_range(request.remote_addr)
    sleep(_asked(lambda guesses: guesses.count(digits, place)))


def address_range(address: str | None) -> str:
    """The /24 or /64 an address lies in: what one household, hall or provider's street has."""
    if not address:
        return ""
    try:
        bits = 24 if ip_address(address).version == 4 else 64
    except ValueError:
        return address
    return str(ip_network(f"{address}/{bits}", strict=False))


def _asked(ask: Callable[[Guesses], Value]) -> Value:
    """The answer from the storage that all processes share; from our own while Redis is away."""
    try:
        return ask(current_app.extensions["guesses"])
    except StorageError:
        return ask(current_app.extensions["guesses_here"])
