"""The share of a group that was heard, as precisely as the viewer may know."""

from dataclasses import dataclass
from enum import StrEnum

from representation.tables import Table

_LARGE = 100
_FIFTHS_BELOW = 20


class Precision(StrEnum):
    """How exactly a share is told."""

    EXACT = "exact"
    """People, counted."""
    FIVES = "fives"
    """People, rounded to fives."""
    TENTHS = "tenths"
    """Dots, of ten."""
    FIFTHS = "fifths"
    """Dots, of five."""
    FEW = "few"
    """Less than one dot."""
    NEARLY_ALL = "nearly_all"
    """All dots, so nearly everybody."""


@dataclass(frozen=True)
class Share:
    """`heard` of `of`: people when exact or in fives, else dots."""

    precision: Precision
    heard: int
    of: int


def exact(table: Table) -> Share:
    """How many people of the group were heard, for who may see counts."""
    return Share(Precision.EXACT, table.x, table.K)


def rounded(table: Table) -> Share:
    """Fives when 100 or more declared the attribute, else tenths; fifths below 20 in the group.

    Nothing and everything never show: what rounds to them reads "minder dan 1 op de 10" or "bijna
    iedereen", and fives stay away from both ends.
    """
    dots = 5 if table.K < _FIFTHS_BELOW else 10
    filled = nearest(table.x * dots, table.K)
    if filled == 0:
        return Share(Precision.FEW, 0, dots)
    if filled == dots:
        return Share(Precision.NEARLY_ALL, dots, dots)
    if table.K < _FIFTHS_BELOW:
        return Share(Precision.FIFTHS, filled, dots)
    if table.N < _LARGE:
        return Share(Precision.TENTHS, filled, dots)
    of = 5 * nearest(table.K, 5)
    return Share(Precision.FIVES, min(max(5 * nearest(table.x, 5), 5), of - 5), of)


def nearest(numerator: int, denominator: int) -> int:
    """The nearest whole number; halves go up."""
    return (2 * numerator + denominator) // (2 * denominator)
