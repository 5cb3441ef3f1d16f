"""What is cut off after five decimals when votes are passed on: does it decide who is elected?

The rule of the count has it so, and nearly always it changes nothing. Where totals come so near
each other that it could, the votes are passed on once more as exact fractions.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from voting import lots
from voting.preferences.outcome import Followed
from voting.preferences.stages import PreferenceState, Stages
from voting.preferences.stages_words import in_words
from voting.preferences.transfers import Deal, Parcel, Rankings
from voting.values import replace
from voting.ways import Fork
from voting.words import N_, Sentence, say


def words(found: Followed, stages: Stages) -> tuple[Sentence, ...]:
    """How much it was and what it decided, where it decided; else nothing."""
    near = _nearest(found.state, stages)
    if found.waits_for_lot or not near:
        return ()
    elected, level = _exactly(found, stages, near)
    if set(elected) == set(found.state.elected):
        return ()
    rule = N_(
        "Een stem die verder gaat, telt in vijf cijfers achter de komma. Wat overblijft, vervalt."
    )
    lost = found.written(sum(stage.rounding for stage in found.state.stages))
    text = (
        N_("Dat besliste hier: met die %(votes)s erbij was het gelijk tussen: %(options)s.")
        if level
        else N_("Dat besliste hier: met die %(votes)s erbij was gekozen: %(options)s.")
    )
    options = found.box.listed(level or elected)
    return say(rule), say(text, votes=in_words(lost), options=options)


def _nearest(end: PreferenceState, stages: Stages) -> int:
    """The last stage that came of totals no further apart than was cut off before it; or 0."""
    lost, last = 0, 0
    for number, stage in enumerate(end.stages, start=1):
        lost += stage.rounding
        if lost and any(abs(one - other) <= lost for one, other in _compared(end, number, stages)):
            last = number + 1
    return last


def _compared(end: PreferenceState, number: int, stages: Stages) -> Iterator[tuple[int, int]]:
    """The totals that were nearest to turning out otherwise: for a seat, and for what came next."""
    done, stage = end.stages[:number], end.stages[number - 1]
    quota, after = stages.quota(stage.totals), end.stages[number : number + 1]
    gone = {option for one in done for option in (*one.elected, *one.eliminated)}
    passed = {one.source for one in done if one.action == "surplus"}
    held = sorted(units for option, units in stage.totals.items() if option not in gone)
    if held:
        yield quota, held[-1]
    if after and after[0].action == "eliminate" and after[0].source:
        yield from pairwise(held[:2])
    if after and after[0].action == "surplus":
        elected = {option for one in done for option in one.elected} - passed
        yield from pairwise(sorted(stage.totals[option] for option in elected)[-2:])


def _exactly(found: Followed, stages: Stages, near: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who are elected when nothing is cut off; and who are level where a lot comes first."""
    seed, options = found.box.settings["seed"], found.box.option_ids
    order = options if seed is None else lots.order(seed, options)
    rankings = _Exact(stages.rankings.orders, stages.rankings.times, [Fraction(stages.unit)])
    exact = replace(stages, rankings=rankings, unit=0, share=rankings.share)
    level: tuple[str, ...] = ()
    state = exact.start(options)
    while (step := exact.step(state)) is not None:
        if isinstance(step, Fork):
            level = level or step.options
            step = step.take(step.choose(order))
        state = step
        if len(state.stages) == near and _course(state) == _course(found.state)[:near]:
            return found.state.elected, ()
    return state.elected, level


def _course(state: PreferenceState) -> list[object]:
    return [
        (stage.action, stage.source, {*stage.elected}, {*stage.eliminated})
        for stage in state.stages
    ]


class _Exact(Rankings, frozen=True):
    """Papers that carry the place of their value in a list, as few values are different."""

    values: list[Any]

    def share(self, surplus: int, place: int, total: int) -> int:
        """The place of the exact value that one paper keeps of a surplus."""
        self.values.append(Fraction(surplus * self.values[place]) / total)
        return len(self.values) - 1

    def deal(
        self, papers: Iterable[Parcel], options: Collection[str], revalue: Callable[[int], int]
    ) -> Deal:
        """Papers dealt out by their next option, each with what it is worth exactly."""
        dealt = super().deal(papers, options, cache(revalue))
        worth = {option: self.worth(pile) for option, pile in dealt.piles.items()}
        return replace(dealt, worth=worth, exhausted=0)

    def worth(self, pile: Iterable[Parcel]) -> Any:
        """Votes that these papers are worth together, as a fraction."""
        times: Counter[int] = Counter()
        for paper in pile:
            times[paper.value] += self.times[paper.ballot]
        return sum(self.values[place] * number for place, number in times.items())
