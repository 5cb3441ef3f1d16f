"""Money that is divided: the budget as one bar, what each option takes of it, and who pays."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from voting.budgets.filling import Turn
from voting.budgets.shares_picture import Paid
from voting.pictures.bars import share_of
from voting.results import Number
from voting.values import Struct

BUDGET_AT = 80.0
"""Where the end of the budget stands, so that what does not fit is seen to go past it."""
_MOST_GROUPS = 3


class TurnBar(Struct, frozen=True):
    """An option whose turn it was: what was spent before, what it costs, and whether that fits."""

    option: str
    cost: Number
    value: Number
    before: Number
    left: Number
    fits: bool
    start: float
    width: float
    is_cut: bool
    """Does it cost so much that its end is not on the picture?"""


class Payers(Struct, frozen=True):
    """Ballots that pay the same for an option; the place of what they pay together."""

    ballots: int
    each: Fraction
    start: float
    width: float


class Bill(Struct, frozen=True):
    """One funded option: who pays for it, or that it is paid from what was left."""

    option: str
    cost: Number
    left: Number
    groups: tuple[Payers, ...]
    fewer: int
    """How many more ballots pay less than the groups that are named."""
    width: float
    is_filled: bool
    payers: int


def turns_of(rounds: Sequence[Turn], budget: Number | str) -> tuple[TurnBar, ...]:
    """Every option whose turn it was, on a scale on which the budget is `BUDGET_AT`."""
    return tuple(_turn(one, Fraction(budget)) for one in rounds)


def _turn(one: Turn, budget: Fraction) -> TurnBar:
    scale = budget * 100 / Fraction(BUDGET_AT)
    start = share_of(budget - Fraction(one.before), scale)
    width = share_of(one.cost, scale)
    return TurnBar(
        option=one.option,
        cost=one.cost,
        value=one.value,
        before=one.before,
        left=one.left,
        fits=bool(one.elected),
        start=start,
        width=round(min(width, 100 - start), 1),
        is_cut=start + width > 100,
    )


def payments_of(rounds: Sequence[Paid]) -> tuple[Bill, ...]:
    """Every funded option with its payers; bars are on the scale of the dearest."""
    dearest = max((Fraction(one.cost) for one in rounds), default=Fraction(0))
    return tuple(_bill(one, dearest) for one in rounds)


def _bill(one: Paid, dearest: Fraction) -> Bill:
    groups = _groups_of(one.payments, dearest)
    paying = tuple(group for group in groups if group.each)
    return Bill(
        option=one.option,
        cost=one.cost,
        left=one.left,
        groups=paying[:_MOST_GROUPS],
        fewer=sum(group.ballots for group in paying[_MOST_GROUPS:]),
        width=share_of(one.cost, dearest),
        is_filled=one.action == "fill",
        payers=sum(group.ballots for group in paying),
    )


def _groups_of(payments: Sequence[Mapping[str, Any]], dearest: Fraction) -> tuple[Payers, ...]:
    groups = []
    paid = Fraction(0)
    for row in payments:
        each = Fraction(row["each"])
        together = each * row["ballots"]
        groups.append(
            Payers(row["ballots"], each, share_of(paid, dearest), share_of(together, dearest))
        )
        paid += together
    return tuple(groups)
