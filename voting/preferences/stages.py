"""The stages of a count by preferences: who is elected, who goes out, and where votes go.

Run-off and single transferable vote go the same way, with another quota. Totals are whole
numbers of units: votes, or hundred-thousandths of a vote.
"""

import marshal
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Literal

from voting.preferences import lookback
from voting.preferences.lookback import Totals
from voting.preferences.transfers import Deal, Piles, Rankings
from voting.values import Struct, field, replace
from voting.ways import Fork


class CountStage(Struct, frozen=True):
    """What happened, and how many units every option that is not out holds after it."""

    action: Literal["first", "surplus", "eliminate", "fill"]
    totals: Totals
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    source: str | None = None
    transferred: Totals = field(default_factory=dict)
    exhausted: int = 0
    rounding: int = 0
    by_lot: bool = False


class PreferenceState(Struct, frozen=True):
    """Where a count stands: who continue, who are elected, and whose surplus waits."""

    stages: tuple[CountStage, ...]
    piles: Piles
    continuing: tuple[str, ...]
    elected: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def totals(self) -> Totals:
        """What every option that is not out holds now, in units."""
        return self.stages[-1].totals

    @property
    def history(self) -> tuple[Totals, ...]:
        """The same after every stage, the first in front."""
        return tuple(stage.totals for stage in self.stages)

    def key(self) -> bytes:
        """Equal for states that go on alike: the same options, ballot values and totals.

        Until somebody is elected every ballot is whole and lies with its first option left.
        """
        playing = sorted(self.continuing + self.waiting)
        facts = (
            playing,
            sorted(self.elected),
            sorted(self.waiting),
            [[totals[option] for option in playing] for totals in self.history],
            self._parcels(playing) if self.elected else (),
        )
        return sha256(marshal.dumps(facts, 2)).digest()

    def _parcels(self, options: Iterable[str]) -> list[list[tuple[int, ...]]]:
        return [sorted(map(tuple, self.piles.get(option, ()))) for option in options]


def _truncated(surplus: int, value: int, total: int) -> int:
    """What a paper of this value takes along of a surplus, in whole units."""
    return surplus * value // total


class Stages(Struct, frozen=True):
    """The rule of a count: how many seats, and how many units elect, given the totals."""

    rankings: Rankings
    seats: int
    quota: Callable[[Totals], int]
    unit: int = 1
    share: Callable[[int, int, int], int] = _truncated

    def start(self, options: tuple[str, ...]) -> PreferenceState:
        """Every ballot with its first option, and who reaches the quota with that."""
        dealt = self.rankings.first(options, self.unit)
        totals = {option: dealt.worth.get(option, 0) for option in options}
        piles = {option: tuple(parcels) for option, parcels in dealt.piles.items()}
        return self._elect(PreferenceState((CountStage("first", totals),), piles, options))

    def step(self, state: PreferenceState) -> PreferenceState | Fork[PreferenceState] | None:
        """Surpluses before eliminations, the largest first; options without votes together.

        The next state, or the lot that it needs; None when all seats are filled.
        """
        left = self.seats - len(state.elected)
        if left <= 0 or not state.continuing:
            return None
        if len(state.continuing) <= left:
            return self._fill(state)
        if state.waiting:
            return self._largest_surplus(state)
        empty = tuple(option for option in state.continuing if not state.totals[option])
        if empty and len(state.continuing) - len(empty) >= left:
            return self._eliminate(state, empty)
        return self._lowest_out(state)

    def _fill(self, state: PreferenceState) -> PreferenceState:
        """As many continue as seats remain: all of them are elected."""
        return self._elect_these(
            replace(state, stages=(*state.stages, CountStage("fill", state.totals))),
            state.continuing,
        )

    def _largest_surplus(self, state: PreferenceState) -> PreferenceState | Fork[PreferenceState]:
        most = max(state.totals[option] for option in state.waiting)
        tied = tuple(option for option in state.waiting if state.totals[option] == most)
        tied = lookback.highest(tied, state.history)
        if len(tied) > 1:
            return Fork(tied, lambda option: self._pass_on(state, option, by_lot=True))
        return self._pass_on(state, tied[0])

    def _lowest_out(self, state: PreferenceState) -> PreferenceState | Fork[PreferenceState]:
        totals = state.totals
        least = min(totals[option] for option in state.continuing)
        tied = tuple(option for option in state.continuing if totals[option] == least)
        tied = lookback.lowest(tied, state.history)
        if len(tied) > 1:
            return Fork(tied, lambda option: self._eliminate(state, (option,), by_lot=True), True)
        return self._eliminate(state, tied)

    def _eliminate(
        self, state: PreferenceState, out: tuple[str, ...], *, by_lot: bool = False
    ) -> PreferenceState:
        """Every paper goes on at its own value; no unit is lost."""
        continuing = tuple(option for option in state.continuing if option not in out)
        parcels = [parcel for option in out for parcel in state.piles.get(option, ())]
        dealt = self.rankings.deal(parcels, continuing, lambda value: value)
        totals = _received(state.totals, dealt)
        for option in out:
            del totals[option]
        stage = CountStage(
            action="eliminate",
            totals=totals,
            eliminated=out,
            source=out[0] if len(out) == 1 else None,
            transferred=dealt.worth,
            exhausted=dealt.exhausted,
            by_lot=by_lot,
        )
        return self._elect(_moved(state, continuing, out, dealt, stage))

    def _pass_on(
        self, state: PreferenceState, source: str, *, by_lot: bool = False
    ) -> PreferenceState:
        """Every paper goes on at its share of the surplus, truncated to whole units."""
        total, quota = state.totals[source], self.quota(state.totals)
        surplus = total - quota
        dealt = self.rankings.deal(
            state.piles[source], state.continuing, lambda value: self.share(surplus, value, total)
        )
        stage = CountStage(
            action="surplus",
            totals=_received({**state.totals, source: quota}, dealt),
            source=source,
            transferred=dealt.worth,
            exhausted=dealt.exhausted,
            rounding=surplus - sum(dealt.worth.values()) - dealt.exhausted,
            by_lot=by_lot,
        )
        waiting = tuple(option for option in state.waiting if option != source)
        after = _moved(state, state.continuing, (source,), dealt, stage)
        return self._elect(replace(after, waiting=waiting))

    def _elect(self, state: PreferenceState) -> PreferenceState:
        """Who reach the quota, the most votes first, then in file order."""
        quota = self.quota(state.totals)
        totals = state.totals
        reached = tuple(option for option in state.continuing if totals[option] >= quota)
        return self._elect_these(state, reached) if reached else state

    def _elect_these(self, state: PreferenceState, options: tuple[str, ...]) -> PreferenceState:
        totals, quota = state.totals, self.quota(state.totals)
        elected = tuple(sorted(options, key=lambda option: -totals[option]))
        return replace(
            state,
            stages=(*state.stages[:-1], replace(state.stages[-1], elected=elected)),
            continuing=tuple(option for option in state.continuing if option not in elected),
            elected=state.elected + elected,
            waiting=state.waiting + tuple(o for o in elected if totals[o] > quota),
        )


def _received(totals: Totals, dealt: Deal) -> dict[str, int]:
    after = dict(totals)
    for option, units in dealt.worth.items():
        after[option] += units
    return after


def _moved(
    state: PreferenceState,
    continuing: tuple[str, ...],
    sources: tuple[str, ...],
    dealt: Deal,
    stage: CountStage,
) -> PreferenceState:
    """The parcels of the sources with those who receive them, and the stage written down."""
    piles = dict(state.piles)
    for option in sources:
        piles.pop(option, None)
    for option, parcels in dealt.piles.items():
        piles[option] = (*piles.get(option, ()), *parcels)
    return PreferenceState((*state.stages, stage), piles, continuing, state.elected, state.waiting)
