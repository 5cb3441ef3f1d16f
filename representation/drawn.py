"""The sum of the scores of people drawn at random: what a group would have by chance.

Exact for small bodies, by dynamic programming on whole numbers; above that the normal approximation
with the corrections for continuity and for drawing without replacement.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import comb, erfc, sqrt
from typing import Protocol

from representation.hypergeometric import Distribution


class Chance(Protocol):
    """What a p-value and its family need to know of a sum."""

    def lower_tail(self, count: int) -> float:
        """P(T ≤ count)."""

    def largest_at_most(self, level: float) -> float:
        """The largest attainable P(T ≤ count) that is at most `level`; 0 if there is none."""


@dataclass(frozen=True)
class NormalSum:
    """The approximation: sums from `lowest` to `highest`, with a mean and a deviation."""

    lowest: int
    highest: int
    mean: float
    deviation: float

    def lower_tail(self, count: int) -> float:
        """P(T ≤ count)."""
        if count < self.lowest:
            return 0.0
        if count >= self.highest or not self.deviation:
            return 1.0
        return erfc((self.mean - count - 0.5) / (self.deviation * sqrt(2))) / 2

    def largest_at_most(self, level: float) -> float:
        """The same, with p-values equal that differ by less than one in ten million."""
        sums = range(self.lowest, self.highest + 1)
        position = bisect_right(sums, level * (1 + 1e-7), key=self.lower_tail)
        return self.lower_tail(sums[position - 1]) if position else 0.0


def chances(scores: Sequence[int], sizes: Collection[int], exact_up_to: int) -> dict[int, Chance]:
    """The sum of so many of the scores, for each size; exact up to `exact_up_to` scores in all."""
    if len(scores) > exact_up_to:
        return {size: normal(scores, size) for size in sizes}
    return {**exact(scores, sizes)}


def normal(scores: Sequence[int], size: int) -> NormalSum:
    """The approximation of the sum of `size` of the scores, which are at least two.

    Mean and variance are those of drawing without replacement (Cochran, Sampling Techniques, 1977,
    theorems 2.1 and 2.2).
    """
    ranked = sorted(scores)
    people = len(ranked)
    mean = Fraction(sum(ranked), people)
    variance = Fraction(sum(score * score for score in ranked), people) - mean * mean
    drawn = Fraction(size * (people - size), people - 1) * variance
    return NormalSum(
        sum(ranked[:size]), sum(ranked[people - size :]), float(size * mean), sqrt(drawn)
    )


def exact(scores: Sequence[int], sizes: Collection[int]) -> dict[int, Distribution]:
    """The sum of so many of the scores, for every size, counted over all subsets.

    Source: the shift algorithm of Streitberg and Röhmel (Statistical Software Newsletter 12, 1986),
    with the people left out where they are fewer.
    """
    people, total = len(scores), sum(scores)
    drawn = {size: min(size, people - size) for size in sizes}
    counted = _subsets(scores, max(drawn.values(), default=0))
    found = {}
    for size, fewer in drawn.items():
        first, counts = counted[fewer]
        if fewer != size:
            first, counts = total - first - len(counts) + 1, counts[::-1]
        found[size] = _distribution(first, counts)
    return found


def _subsets(scores: Sequence[int], largest: int) -> list[tuple[int, list[int]]]:
    """Per size: the lowest sum, and how many subsets have it and each sum above it.

    One big number holds the counts of all sums of one size, each in `width` bytes, so that adding
    a person is one shift and one addition.
    """
    low, high = min(scores, default=0), max(scores, default=0)
    width = comb(len(scores), largest).bit_length() // 8 + 1
    packed = [1] + [0] * largest
    for added, score in enumerate(sorted(scores), start=1):
        shift = 8 * width * (score - low)
        for size in range(min(added, largest), 0, -1):
            packed[size] += packed[size - 1] << shift
    return [
        (size * low, _unpacked(number, size * (high - low) + 1, width))
        for size, number in enumerate(packed)
    ]


def _unpacked(number: int, length: int, width: int) -> list[int]:
    content = number.to_bytes(length * width, "little")
    return [
        int.from_bytes(content[start : start + width], "little")
        for start in range(0, len(content), width)
    ]


def _distribution(first: int, counts: Sequence[int]) -> Distribution:
    total = sum(counts)
    return Distribution(
        first,
        tuple(count / total for count in counts),
        tuple(partial / total for partial in accumulate(counts)),
    )
