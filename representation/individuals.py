"""Individuals: two rules for one person, without any score."""

from collections.abc import Sequence
from fractions import Fraction

_LONGEST_SILENCE = 12
_SHORTEST_SILENCE = 3
_LOST_IN_A_ROW = 6
_LOST_OF_THE_LAST = 8, 10
_RARE = Fraction(5, 100)


def silent_run(turnout: Fraction) -> int | None:
    """After how many decisions in a row unheard somebody is missed; None switches the rule off.

    The fewest (at least 3, at most 12) that somebody with the usual turnout, from 0 to 1, stays
    silent in a row in at most 5 % of cases. The rule is the house's own.
    """
    for run in range(_SHORTEST_SILENCE, _LONGEST_SILENCE + 1):
        if (1 - turnout) ** run <= _RARE:
            return run
    return None


def is_often_outvoted(lost: Sequence[bool]) -> bool:
    """Lost 6 ballots in a row, or 8 of the last 10? Of the ballots cast openly, oldest first.

    The rule is the house's own; `chance_of_losing` says how often it comes by chance.
    """
    most, last = _LOST_OF_THE_LAST
    in_a_row = len(lost) >= _LOST_IN_A_ROW and all(lost[-_LOST_IN_A_ROW:])
    return in_a_row or sum(lost[-last:]) >= most


def chance_of_losing(losing_shares: Sequence[float], lost: int) -> float:
    """P(at least `lost` of these ballots lose) by chance.

    `losing_shares` is the share of losing ballots in each decision, from 0 to 1. Source: the
    Poisson binomial distribution, by convolution.
    """
    found = [1.0]
    for share in losing_shares:
        stayed = [chance * (1 - share) for chance in found] + [0.0]
        gained = [0.0] + [chance * share for chance in found]
        found = [left + right for left, right in zip(stayed, gained, strict=True)]
    return min(1.0, sum(found[max(0, lost) :]))
