"""The course of a count by equal shares: buy, make the shares larger and buy afresh, fill up."""

from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import TypeVar

from voting import lots
from voting.ballots import Box
from voting.budgets import ballots as budgets
from voting.budgets.equal_shares import Market, Shares
from voting.budgets.filling import Filler, Filling
from voting.budgets.shares_ahead import same_until
from voting.values import Struct, replace
from voting.ways import Course, Fork, Path

_Inner = TypeVar("_Inner")


class SharesState(Struct, frozen=True):
    """How much was added to every share, what that bought, what the step before bought.

    `added` is a whole number of the budget's own unit.
    """

    added: int
    shares: Shares
    before: Shares | None = None
    filling: Filling | None = None

    @property
    def funded(self) -> tuple[str, ...]:
        """The ids of the options bought, and then of those that what is left pays for."""
        return self.shares.funded + (self.filling.funded if self.filling else ())

    def key(self) -> Hashable:
        """Equal for states that go on alike; who paid what no longer matters while filling."""
        if self.filling is not None:
            return frozenset(self.shares.funded), self.filling.key()
        before = frozenset(self.before.funded) if self.before else None
        return self.added, self.shares.key(), before


class _Completing(Struct, frozen=True):
    """The rule of what happens when nothing more can be bought."""

    market: Market
    filler: Filler
    completion: str

    def step(self, state: SharesState) -> SharesState | Fork[SharesState] | None:
        if state.filling is not None:
            return _onward(
                self.filler.step(state.filling), lambda filling: replace(state, filling=filling)
            )
        if state.before is not None and state.shares.spent > self.market.budget:
            return self.fill(replace(state, added=state.added - 1, shares=state.before))
        found = self.market.step(state.shares)
        if found is not None:
            return _onward(found, lambda shares: replace(state, shares=shares))
        if self.completion == "none":
            return None
        if self.completion == "greedy" or len(state.shares.bought) == len(self.market.options):
            return self.fill(state)
        added = state.added + self.stride(state)
        return SharesState(added, self.market.open(added), before=state.shares)

    def stride(self, state: SharesState) -> int:
        """How much is added next; looking far ahead takes longer than a step, so now and then."""
        size = len(self.market.times) * len(self.market.options)
        if state.added % (1 + size // 200):
            return 1
        return max(1, same_until(self.market, state.shares))

    def fill(self, state: SharesState) -> SharesState:
        """With what is left of the budget, the most points first."""
        left = self.market.budget - state.shares.spent
        others = tuple(o for o in self.filler.values if o not in state.shares.funded)
        return replace(state, before=None, filling=self.filler.start(others, left))


def _onward(
    found: _Inner | Fork[_Inner] | None, into: Callable[[_Inner], SharesState]
) -> SharesState | Fork[SharesState] | None:
    """The same step, as one of the whole count."""
    if isinstance(found, Fork):
        return Fork(found.options, lambda option: into(found.take(option)), found.latest)
    return None if found is None else into(found)


class Shared(Struct, frozen=True):
    """A count followed to its end, by the lot or, while there is none, by the file."""

    box: Box
    market: Market
    path: Path[SharesState]

    @property
    def state(self) -> SharesState:
        """Where the count stands at its end."""
        return self.path.end

    @property
    def funded(self) -> tuple[str, ...]:
        """The ids of all options that are paid, in that order."""
        return self.state.funded

    @property
    def waits_for_lot(self) -> bool:
        """Whether a lot decides what is funded and has not fallen yet."""
        return self.box.settings["seed"] is None and self.path.deciding is not None

    @property
    def certain(self) -> tuple[str, ...]:
        """Those funded whichever way the lots fall."""
        return tuple(option for option in self.funded if option in (self.path.always or ()))

    @property
    def left(self) -> Fraction:
        """What is not spent, after filling up, in the unit of the budget."""
        state = self.state
        return state.filling.left if state.filling else self.market.budget - state.shares.spent

    def in_file_order(self, options: tuple[str, ...]) -> tuple[str, ...]:
        """These options as the file lists them."""
        return tuple(option for option in self.box.option_ids if option in options)

    def lot(self, level: tuple[str, ...], chosen: str) -> dict[str, object] | None:
        """The lot between these, and whether any of its ways elects others."""
        if not level:
            return None
        decides = any(
            lot.decides and lot.chosen == chosen and set(lot.options) == set(level)
            for lot in self.path.lots
        )
        return {"options": list(self.in_file_order(level)), "chosen": chosen, "decides": decides}


def follow(box: Box) -> Shared:
    """The whole count; `box` has at least one valid ballot."""
    seed, options = box.settings["seed"], budgets.supported(box)
    order = box.option_ids if seed is None else lots.order(seed, box.option_ids)
    market = Market.of(box, options, order)
    filler = Filler(market.costs, {option: box.total(option) for option in options})
    rule = _Completing(market, filler, box.settings["completion"])
    course = Course(rule.step, SharesState.key, lambda state: frozenset(state.funded))
    return Shared(box, market, course.follow(SharesState(0, market.open(0)), order))
