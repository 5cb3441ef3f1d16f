"""The ways the lots can fall: whether a lot decides anything, and who wins whichever way."""

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Generic, TypeVar

from voting.values import Struct

Situation = TypeVar("Situation")
"""Where a count stands: whatever the method keeps of it."""
Winners = frozenset[str]
"""The ids of those elected or funded."""

MOST_STATES = 20_000
"""How many states of the tie-break tree are followed before nobody knows."""


class Fork(Struct, Generic[Situation], frozen=True):
    """A lot between options, where the tie-break tree forks.

    `take(option)` is the count after the lot chose that one: the earliest in the order of the lot
    or, with `latest`, the latest.
    """

    options: tuple[str, ...]
    take: Callable[[str], Situation]
    latest: bool = False

    def choose(self, order: Sequence[str]) -> str:
        """The option that a lot with this order falls on."""
        return (max if self.latest else min)(self.options, key=order.index)


class Lot(Struct, frozen=True):
    """A lot that fell; it decides when its other ways could have elected others."""

    options: tuple[str, ...]
    chosen: str
    decides: bool

    def as_json(self) -> dict[str, object]:
        """As `lot` of a round in the answer of a count file."""
        return {"options": list(self.options), "chosen": self.chosen, "decides": self.decides}


class Path(Struct, Generic[Situation], frozen=True):
    """One way down the tie-break tree: its end, its lots, and who win whichever way they fall.

    `always` is None past MOST_STATES states, where nobody knows.
    """

    end: Situation
    lots: tuple[Lot, ...]
    always: Winners | None

    @property
    def deciding(self) -> Lot | None:
        """The first lot whose ways elect differently."""
        return next((lot for lot in self.lots if lot.decides), None)


class Course(Struct, Generic[Situation], frozen=True):
    """The tie-break tree of a count by steps.

    `step` gives the next state, a lot, or None when the count is over. States with an equal `key`
    go on alike; `winners` of the last state are those elected.
    """

    step: Callable[[Situation], Situation | Fork[Situation] | None]
    key: Callable[[Situation], Hashable]
    winners: Callable[[Situation], Winners]

    def follow(self, start: Situation, order: Sequence[str]) -> Path[Situation]:
        """The way on which every lot falls by `order`, which names every option."""
        state, fork = self._halt(start)
        if fork is None:
            return Path(state, (), self.winners(state))
        known = self._known_ways(state)
        lots = []
        while fork is not None:
            chosen = fork.choose(order)
            decides = known is None or known.decides(self.key(state))
            lots.append(Lot(fork.options, chosen, decides))
            state, fork = self._halt(fork.take(chosen))
        return Path(state, tuple(lots), known.always if known else None)

    def _halt(self, state: Situation) -> tuple[Situation, Fork[Situation] | None]:
        """Goes on until a lot has to fall or the count is over."""
        while (found := self.step(state)) is not None:
            if isinstance(found, Fork):
                return state, found
            state = found
        return state, None

    def _known_ways(self, state: Situation) -> "Ways | None":
        """All ways from a lot, or None when there are too many to follow.

        A state waits as the way to make it again, so that few are kept at a time.
        """
        root = self.key(state)
        after: dict[Hashable, tuple[Hashable, ...]] = {}
        ends: dict[Hashable, Winners] = {}
        halted: dict[Hashable, Hashable] = {}
        seen = {root}
        waiting = deque([(root, partial(self._halt, state))])
        while waiting:
            here, again = waiting.popleft()
            state, lot = again()
            if lot is None:
                ends[here] = self.winners(state)
                continue
            keys = []
            for option in lot.options:
                fallen = lot.take(option)
                at_once = self.key(fallen)
                if at_once not in halted:
                    halted[at_once] = self.key(self._halt(fallen)[0])
                keys.append(halted[at_once])
                if keys[-1] not in seen:
                    seen.add(keys[-1])
                    waiting.append((keys[-1], partial(self._fall, lot, option)))
            after[here] = tuple(keys)
            if len(seen) > MOST_STATES:
                return None
        return Ways(after, _resolved(after, ends, root), root)

    def _fall(self, fork: Fork[Situation], option: str) -> tuple[Situation, Fork[Situation] | None]:
        return self._halt(fork.take(option))


class Ways(Struct, frozen=True):
    """The tie-break tree followed: where every lot leads, and which sets can win from there."""

    after: Mapping[Hashable, tuple[Hashable, ...]]
    outcomes: Mapping[Hashable, frozenset[Winners]]
    root: Hashable

    @property
    def always(self) -> Winners:
        """Who win whichever way the lots fall."""
        return frozenset.intersection(*self.outcomes[self.root])

    def decides(self, key: Hashable) -> bool:
        """Whether the ways of the lot at this state elect differently."""
        return len({self.outcomes[way] for way in self.after[key]}) > 1


def _resolved(
    after: Mapping[Hashable, tuple[Hashable, ...]], ends: Mapping[Hashable, Winners], root: Hashable
) -> dict[Hashable, frozenset[Winners]]:
    """For every state the sets that can still be elected, worked out from the ends."""
    outcomes = {key: frozenset({winners}) for key, winners in ends.items()}
    waiting = [root]
    while waiting:
        here = waiting[-1]
        unknown = [way for way in after.get(here, ()) if way not in outcomes]
        if unknown:
            waiting += unknown
            continue
        waiting.pop()
        if here not in outcomes:
            outcomes[here] = frozenset().union(*(outcomes[way] for way in after[here]))
    return outcomes
