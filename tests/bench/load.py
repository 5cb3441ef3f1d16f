"""Sixteen people at once for a few seconds: how many a second, and how long each waited."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

Turn = Callable[[], None]
"""One request and its answer; raises when the answer is not the one expected."""


@dataclass(frozen=True)
class Load:
    """What was done in how many seconds."""

    seconds: float
    waits: tuple[float, ...]

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def p95(self) -> float:
        return sorted(self.waits)[int(len(self.waits) * 0.95)]

    def __add__(self, other: "Load") -> "Load":
        return Load(self.seconds + other.seconds, self.waits + other.waits)


def load(turns: Sequence[Turn], seconds: float) -> Load:
    """Let each take her turns again and again, all at the same time."""
    start = Barrier(len(turns))

    def take(turn: Turn) -> tuple[float, list[float]]:
        start.wait()
        begun = time.monotonic()
        waits, asked = [], begun
        while asked - begun < seconds:
            turn()
            answered = time.monotonic()
            waits.append(answered - asked)
            asked = answered
        return asked - begun, waits

    with ThreadPoolExecutor(len(turns)) as pool:
        done = list(pool.map(take, turns))
    return Load(max(took for took, _ in done), tuple(wait for _, waits in done for wait in waits))


def side_by_side(
    house: Sequence[Turn], floor: Sequence[Turn], seconds: float, times: int
) -> tuple[Load, Load]:
    """House and floor by turns, so that whatever else the machine does hinders both alike."""
    load(house, seconds / 4)
    load(floor, seconds / 4)
    ours, theirs = Load(0, ()), Load(0, ())
    for _ in range(times):
        ours += load(house, seconds)
        theirs += load(floor, seconds)
    return ours, theirs
