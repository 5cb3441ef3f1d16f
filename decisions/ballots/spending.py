"""Spending: what the options that somebody ticks cost together, beside the money there is."""

from collections.abc import Mapping
from fractions import Fraction

from decisions.models import Decision
from plumbing.values import Struct


class Spending(Struct, frozen=True):
    """Whole cents; more than the budget is allowed, as a ballot says what is good."""

    spent_cents: int
    budget_cents: int

    @property
    def is_over(self) -> bool:
        return self.spent_cents > self.budget_cents

    @property
    def share(self) -> int:
        """How much of the budget, in per cent for the bar."""
        return min(100, 100 * self.spent_cents // max(1, self.budget_cents))


def spending_of(decision: Decision, marks: Mapping[str, int] | None) -> Spending | None:
    """The cost of what is ticked and the budget; None where no money is divided."""
    if "budget" not in decision.settings:
        return None
    marks = marks or {}
    spent = sum(option.cost_cents or 0 for option in decision.options if marks.get(option.key))
    return Spending(spent, budget_cents(decision))


def budget_cents(decision: Decision) -> int:
    """The money there is, kept in euros as a whole number or a fraction."""
    return int(Fraction(decision.settings["budget"]) * 100)
