"""A comparison of both budgets: what the same ballots fund by most points and by equal shares."""

from collections.abc import Mapping
from fractions import Fraction

from voting.ballots import sort
from voting.counting import count, inspect
from voting.elections import Election
from voting.method import Method
from voting.methods import budget_greedy, budget_shares
from voting.results import Number, Result
from voting.values import Struct, replace


class ComparedOption(Struct, frozen=True):
    """One option under both counts; its cost is in the unit of the budget."""

    option: str
    label: str
    cost: Number
    value: Number
    voters: int
    by_greedy: bool
    by_shares: bool


class BudgetCount(Struct, frozen=True):
    """What one count does: its money in the unit of the budget, and how many get what they asked.

    `reached` says how many valid ballots see how many of their options funded.
    """

    result: Result
    spent: Fraction
    left: Fraction
    reached: Mapping[int, int]

    @property
    def without(self) -> int:
        """How many ballots with a mark get nothing of what they asked."""
        return self.reached.get(0, 0)


class Comparison(Struct, frozen=True):
    """Both counts of the same ballots, with their options side by side."""

    greedy: BudgetCount
    shares: BudgetCount
    rows: tuple[ComparedOption, ...]

    @property
    def is_same(self) -> bool:
        """Whether both fund the same options, in whatever order."""
        return set(self.greedy.result.winners) == set(self.shares.result.winners)


def compare(election: Election) -> Comparison:
    """Both counts of a budget, whichever its method is; raises Unusable as `count` does.

    Rows are by value, the most first. At `needs_lot` only what is certain counts as funded.
    """
    greedy, shares = _side(election, budget_greedy.METHOD), _side(election, budget_shares.METHOD)
    options = {option.id: option for option in election.options}
    standings = sorted(greedy.result.standings, key=lambda standing: -standing.value)
    return Comparison(
        greedy=greedy,
        shares=shares,
        rows=tuple(
            ComparedOption(
                option=one.option,
                label=options[one.option].label,
                cost=Fraction(options[one.option].cost or 0),
                value=one.value,
                voters=one.voters,
                by_greedy=one.option in greedy.result.winners,
                by_shares=one.option in shares.result.winners,
            )
            for one in standings
        ),
    )


def _side(election: Election, method: Method) -> BudgetCount:
    counted = replace(election, method=method.key)
    result = count(counted)
    _method, settings = inspect(counted)
    box = sort(counted, method.check, settings)
    costs = {option.id: Fraction(option.cost or 0) for option in election.options}
    spent = sum((costs[option] for option in result.winners), Fraction(0))
    reached: dict[int, int] = {}
    for marks, times in box.valid:
        funded = sum(option in marks for option in result.winners)
        reached[funded] = reached.get(funded, 0) + times
    return BudgetCount(
        result, spent, Fraction(settings["budget"]) - spent, dict(sorted(reached.items()))
    )
