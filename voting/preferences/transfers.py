"""Transfers of parcels of papers, where an option is out or has votes to spare."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from voting.ballots import Box
from voting.preferences.rankings import preferred_first
from voting.values import Struct


class Parcel(NamedTuple):
    """Equal ballots that lie with one option: a parcel of papers, as in Gregory transfers.

    `ballot` is which of the orders they are, `position` the preference at which they lie, from 0
    (−1 before the first), and `value` what each paper is worth, in units.
    """

    ballot: int
    position: int
    value: int


Piles = Mapping[str, tuple[Parcel, ...]]
"""By the id of an option the parcels that lie with it."""


class Deal(Struct, frozen=True):
    """A parcel of papers dealt out, as in Gregory transfers: what each option receives.

    `worth` is that in units, and `exhausted` what has nowhere to go.
    """

    piles: dict[str, list[Parcel]]
    worth: dict[str, int]
    exhausted: int


class Rankings(Struct, frozen=True):
    """The ballots as orders of preference, and how many papers there are of each."""

    orders: tuple[tuple[str, ...], ...]
    times: tuple[int, ...]

    @classmethod
    def of(cls, box: Box) -> "Rankings":
        """The orders of the valid ballots of a box."""
        return cls(
            orders=tuple(preferred_first(marks) for marks, _ in box.valid),
            times=tuple(times for _, times in box.valid),
        )

    def first(self, options: Collection[str], value: int) -> Deal:
        """Every paper at its first preference among these options, worth `value` units."""
        parcels = (Parcel(ballot, -1, value) for ballot in range(len(self.orders)))
        return self.deal(parcels, options, lambda old: old)

    def deal(
        self, parcels: Iterable[Parcel], options: Collection[str], revalue: Callable[[int], int]
    ) -> Deal:
        """Every paper of the parcels to the next of `options` on it, at its new value."""
        within = frozenset(options)
        found = Deal({}, {}, 0)
        exhausted = 0
        for ballot, position, old in parcels:
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
