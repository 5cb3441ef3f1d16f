"""Papers that move: where a ballot goes when its option is out or has votes to spare."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from voting.ballots import Box
from voting.preferences.rankings import preferred_first
from voting.values import Struct


class Parcel(NamedTuple):
    """Equal ballots at one option: which, at which preference, and what each is worth."""

    ballot: int
    position: int
    value: int


Piles = Mapping[str, tuple[Parcel, ...]]


class Deal(Struct, frozen=True):
    """Papers dealt out: what each option receives, its worth, and what has nowhere to go."""

    piles: dict[str, list[Parcel]]
    worth: dict[str, int]
    exhausted: int


class Rankings(Struct, frozen=True):
    """The ballots as orders of preference, and how many handed in each."""

    orders: tuple[tuple[str, ...], ...]
    times: tuple[int, ...]

    @classmethod
    def of(cls, box: Box) -> "Rankings":
        return cls(
            orders=tuple(preferred_first(marks) for marks, _ in box.valid),
            times=tuple(times for _, times in box.valid),
        )

    def first(self, options: Collection[str], value: int) -> Deal:
        """Every ballot at its first preference."""
        papers = (Parcel(ballot, -1, value) for ballot in range(len(self.orders)))
        return self.deal(papers, options, lambda old: old)

    def deal(
        self, papers: Iterable[Parcel], options: Collection[str], revalue: Callable[[int], int]
    ) -> Deal:
        """Every paper to the next of `options` on it, at its new value."""
        within = frozenset(options)
        found = Deal({}, {}, 0)
        exhausted = 0
        for ballot, position, old in papers:
            value = revalue(old)
            order = self.orders[ballot]
            for place in range(position + 1, len(order)):
                receiver = order[place]
                if receiver in within:
                    found.piles.setdefault(receiver, []).append(Parcel(ballot, place, value))
                    worth = found.worth.get(receiver, 0)
                    found.worth[receiver] = worth + value * self.times[ballot]
                    break
            else:
                exhausted += value * self.times[ballot]
        return Deal(found.piles, found.worth, exhausted)
