"""Filling a budget from the most wanted option down, as far as the money goes."""

from collections.abc import Hashable, Mapping
from fractions import Fraction

from voting.results import CountRound, Number, written
from voting.values import Struct, replace
from voting.ways import Fork


class Turn(CountRound, frozen=True):
    """An option whose turn it was: funded, or passed over for what was left.

    `cost`, and what is left `before` and after it, are in the unit of the budget; `value` is the
    sum of the marks.
    """

    option: str = ""
    cost: Number = 0
    value: Number = 0
    before: Number = 0
    left: Number = 0

    def as_json(self) -> dict[str, object]:
        """As one entry of `rounds` in the answer of a count file."""
        return {
            "stage": self.stage,
            "action": self.action,
            "option": self.option,
            "cost": written(self.cost),
            "value": written(self.value),
            "before": written(self.before),
            "left": written(self.left),
            "lot": self.lot,
        }


class Visit(Struct, frozen=True):
    """The same while counting; `level` are those it drew lots with."""

    option: str
    left: Fraction
    funded: bool
    level: tuple[str, ...] = ()


class Filling(Struct, frozen=True):
    """How far a budget is filled: the visits so far, who wait in groups of equals, what is left."""

    waiting: tuple[tuple[str, ...], ...]
    left: Fraction
    visits: tuple[Visit, ...] = ()

    @property
    def funded(self) -> tuple[str, ...]:
        """The ids of the options that are paid, in that order."""
        return tuple(visit.option for visit in self.visits if visit.funded)

    def key(self) -> Hashable:
        """Equal for states that go on alike and funded the same."""
        return self.waiting, self.left, frozenset(self.funded)


class Filler(Struct, frozen=True):
    """The rule: the highest value first, then the cheaper, then a lot where not all of them fit.

    `costs` in the unit of the budget and `values` by the ids of the options; `stops` at the first
    that does not fit.
    """

    costs: Mapping[str, Fraction]
    values: Mapping[str, int]
    stops: bool = False

    def start(self, options: tuple[str, ...], left: Fraction) -> Filling:
        """These options waiting in groups of equals, with the money that is `left`."""
        groups: dict[tuple[int, Fraction], list[str]] = {}
        for option in options:
            groups.setdefault((-self.values[option], self.costs[option]), []).append(option)
        return Filling(tuple(tuple(groups[worth]) for worth in sorted(groups)), left)

    def step(self, state: Filling) -> Filling | Fork[Filling] | None:
        """The next group paid or passed over, or the lot that it needs; None when nobody waits."""
        if not state.waiting:
            return None
        group = state.waiting[0]
        cost = self.costs[group[0]]
        if cost * len(group) <= state.left:
            return self._all_in(state)
        if cost > state.left:
            return self._passed(state)
        return Fork(group, lambda option: self._fund(state, option))

    def _all_in(self, state: Filling) -> Filling:
        """In file order; none of the group is in the way of another."""
        for option in state.waiting[0]:
            state = _visited(state, option, self.costs[option])
        return replace(state, waiting=state.waiting[1:])

    def _passed(self, state: Filling) -> Filling:
        visits = tuple(Visit(option, state.left, False) for option in state.waiting[0])
        waiting = () if self.stops else state.waiting[1:]
        return replace(state, visits=state.visits + visits, waiting=waiting)

    def _fund(self, state: Filling, chosen: str) -> Filling:
        """One of a group by lot; the others wait for what is left."""
        group, *later = state.waiting
        funded = _visited(state, chosen, self.costs[chosen], level=group)
        others = tuple(option for option in group if option != chosen)
        return replace(funded, waiting=(others, *later))


def _visited(state: Filling, option: str, cost: Fraction, level: tuple[str, ...] = ()) -> Filling:
    left = state.left - cost
    return replace(state, left=left, visits=(*state.visits, Visit(option, left, True, level)))
