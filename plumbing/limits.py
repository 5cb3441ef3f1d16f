"""Limits storage in the memory of this process, without any thread."""

import time
from collections import deque

from limits.storage import MovingWindowSupport, Storage

FEWEST_KEPT = 1000
"""Below this nobody is forgotten; above it those who did not ask lately, now and then."""


class Lately(Storage, MovingWindowSupport):
    """The moving windows of flask-limiter: `RATELIMIT_STORAGE_URI = "lately://"`."""

    STORAGE_SCHEME = ["lately"]

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_: str) -> None:
        super().__init__(uri, wrap_exceptions)
        self._times: dict[str, deque[float]] = {}
        self._ends: dict[str, float] = {}
        self._room = FEWEST_KEPT

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        times = self._within(key, expiry)
        if len(times) + amount > limit:
            return False
        times.extend([time.time()] * amount)
        self._ends[key] = times[-1] + expiry
        if len(self._times) > self._room:
            self._forget()
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        times = self._within(key, expiry)
        return (times[0] if times else time.time()), len(times)

    def _within(self, key: str, expiry: int) -> deque[float]:
        times = self._times.setdefault(key, deque())
        while times and times[0] <= time.time() - expiry:
            times.popleft()
        return times

    def _forget(self) -> None:
        now = time.time()
        for key in [key for key in self._times if self._ends.get(key, 0.0) <= now]:
            self.clear(key)
        self._room = max(FEWEST_KEPT, 2 * len(self._times))

    @property
    def base_exceptions(self) -> type[Exception]:
        return LookupError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        self._within(key, expiry).extend([time.time()] * amount)
        self._ends[key] = time.time() + expiry
        return self.get(key)

    def get(self, key: str) -> int:
        return len(self._times.get(key, ()))

    def get_expiry(self, key: str) -> float:
        return self._ends.get(key, time.time())

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        number = len(self._times)
        self._times.clear()
        self._ends.clear()
        return number

    def clear(self, key: str) -> None:
        self._times.pop(key, None)
        self._ends.pop(key, None)
