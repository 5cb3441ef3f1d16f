"""Both budgets: the same ballots counted both ways, where people differ about dividing money."""

from functools import lru_cache

from decisions.counting.tally import CountKey
from voting import METHODS, Election
from voting.budget_comparison import Comparison, compare

MOST_COMPARED = 20_000
"""Ballots times options; past that the second count would keep a reader waiting."""


def both_budgets(election: Election) -> Comparison | None:
    """Most votes first beside equal shares; None where there is no money to divide."""
    if not METHODS[election.method].needs_costs:
        return None
    if len(election.ballots) * len(election.options) > MOST_COMPARED:
        return None
    return _compared(CountKey.of(election))


@lru_cache(maxsize=64)
def _compared(kept: CountKey) -> Comparison:
    return compare(kept.election)
