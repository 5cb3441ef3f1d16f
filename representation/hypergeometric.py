"""The hypergeometric distribution: how many of a group are heard if the group does not matter.

X counts the group's people among the heard, drawn without replacement: hypergeometric, or Fisher's
noncentral hypergeometric when the odds of being heard differ by a factor.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

_NEGLIGIBLE = 1e-30
_SAME = 1e-7
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Distribution:
    """Probabilities of the counts `first`, `first` + 1, …, single and summed from below."""

    first: int
    terms: tuple[float, ...]
    cumulative: tuple[float, ...]

    def lower_tail(self, count: int) -> float:
        """P(X ≤ count)."""
        if count < self.first:
            return 0.0
        return self.cumulative[min(count - self.first, len(self.cumulative) - 1)]

    def upper_tail(self, count: int) -> float:
        """P(X ≥ count), summed by itself so that small values stay exact."""
        return min(1.0, fsum(self.terms[max(0, count - self.first) :]))

    def largest_at_most(self, level: float) -> float:
        """The largest attainable P(X ≤ count) that is at most `level`; 0 if there is none.

        Two p-values that differ by less than one in ten million count as equal.
        """
        position = bisect_right(self.cumulative, level * (1 + _SAME))
        return self.cumulative[position - 1] if position else 0.0

    def first_reaching(self, share: float) -> int:
        """The first count with P(X ≤ count) ≥ `share`."""
        return self.first + bisect_left(self.cumulative, share * (1 - _ROUNDING))


def hypergeometric(N: int, K: int, n: int, odds: float = 1.0) -> Distribution:
    """The count of K among n drawn from N, by recurrence from the mode.

    Each side stops below 1e-30 of the mode's term. `odds` is the ratio of the group's odds of being
    drawn to the odds of the rest: 1 is Fisher's exact test (The Design of Experiments, 1935), any
    other his noncentral distribution (Agner Fog, "Sampling methods for Wallenius' and Fisher's
    noncentral hypergeometric distributions", Communications in Statistics 37, 2008; SciPy's
    `nchypergeom_fisher`). Needs 0 ≤ K ≤ N, 0 ≤ n ≤ N and odds above 0; checks none of them.
    """

    def growth(count: int) -> float:
        rest = N - K - n + count + 1
        return (K - count) * (n - count) * odds / ((count + 1) * rest)

    lowest, highest = max(0, n + K - N), min(K, n)
    mode = lowest + bisect_left(range(lowest, highest), True, key=lambda count: growth(count) < 1)
    below = _side(range(mode - 1, lowest - 1, -1), lambda count: 1 / growth(count))
    above = _side(range(mode, highest), growth)
    weights = [*reversed(below), 1.0, *above]
    return _normalised(mode - len(below), weights)


def _side(counts: range, factor: Callable[[int], float]) -> list[float]:
    terms: list[float] = []
    term = 1.0
    for count in counts:
        term *= factor(count)
        if term < _NEGLIGIBLE:
            break
        terms.append(term)
    return terms


def _normalised(first: int, weights: Sequence[float]) -> Distribution:
    total = fsum(weights)
    sums = [min(1.0, partial / total) for partial in accumulate(weights)]
    sums[-1] = 1.0
    return Distribution(first, tuple(weight / total for weight in weights), tuple(sums))
