"""Breaking a tie by looking back: who stood lower, or higher, at an earlier stage."""

from collections.abc import Mapping, Sequence

Totals = Mapping[str, int]
"""By the id of an option the whole number of units it holds: votes, or parts of one vote."""


def lowest(tied: tuple[str, ...], earlier: Sequence[Totals]) -> tuple[str, ...]:
    """Those of the tied who stood lowest at the latest stage where they were not all equal.

    Looks further back among them; several come back when no stage tells them apart.
    """
    return _apart(tied, earlier, sign=1)


def highest(tied: tuple[str, ...], earlier: Sequence[Totals]) -> tuple[str, ...]:
    """The same for those who stood highest."""
    return _apart(tied, earlier, sign=-1)


def _apart(tied: tuple[str, ...], earlier: Sequence[Totals], sign: int) -> tuple[str, ...]:
    for totals in reversed(earlier):
        if len(tied) == 1:
            break
        held = [sign * totals[option_id] for option_id in tied]
        least = min(held)
        if least < max(held):
            tied = tuple(o for o, units in zip(tied, held, strict=True) if units == least)
    return tied
