"""Many groups at once: Holm's procedure with the p-values that counts can really attain.

Source: P. H. Westfall and J. F. Troendle, "Multiple testing with minimal assumptions", Biometrical
Journal 50 (2008). The familywise error holds under any dependence between the groups.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import fsum
from typing import Protocol

_ROUNDING = 1e-9


class Attainable(Protocol):
    """A null distribution that knows its own attainable p-values."""

    def largest_at_most(self, level: float) -> float:
        """The largest attainable p-value that is at most `level`; 0 if there is none."""


def adjusted(observed: Sequence[float], family: Sequence[Attainable]) -> list[float]:
    """The adjusted p-value of every group, in the order given; never below the p-value itself.

    `observed` and `family` have one entry for each group. In steps from the smallest p-value up:
    the sum over the groups left of what each can attain at or below it, and never less than a step
    before. Source: Westfall and Troendle (2008), the discrete form of Holm (1979).
    """
    order = sorted(range(len(observed)), key=lambda position: observed[position])
    found = [1.0] * len(observed)
    highest = 0.0
    for step, position in enumerate(order):
        left = [family[other] for other in order[step:]]
        highest = max(highest, reachable(observed[position], left))
        found[position] = min(1.0, highest)
    return found


def reachable(level: float, family: Sequence[Attainable]) -> float:
    """How often some group of the family comes at or below `level` by chance, at most."""
    return fsum(member.largest_at_most(level) for member in family)


def at_most(p: float, limit: Fraction) -> bool:
    """Is the p-value within the limit, when the rounding of floats does not count?"""
    return p <= float(limit) * (1 + _ROUNDING)
