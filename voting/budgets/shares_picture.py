"""The picture of a count by equal shares: who paid for what, round by round, and what is left."""

from collections.abc import Sequence

from voting.budgets.equal_shares import Purchase
from voting.budgets.filling import Visit
from voting.budgets.shares_course import Shared
from voting.results import CountRound, Number, written
from voting.values import field

Payments = list[dict[str, object]]
"""The answers `ballots` and `each`: how many ballots pay how much each, the most first."""


class Paid(CountRound, frozen=True):
    """An option that was funded: by its supporters together, or by filling up what was left."""

    option: str = ""
    cost: Number = 0
    price: Number | None = None
    payments: Payments = field(default_factory=list)
    left: Number = 0

    def as_json(self) -> dict[str, object]:
        """As one entry of `rounds` in the answer of a count file."""
        return {
            "stage": self.stage,
            "action": self.action,
            "option": self.option,
            "cost": written(self.cost),
            "price": None if self.price is None else written(self.price),
            "payments": self.payments,
            "left": written(self.left),
            "lot": self.lot,
        }


def rounds(found: Shared) -> tuple[Paid, ...]:
    """`left` is what is not spent of the budget, as it is before shares are made larger."""
    bought = found.state.shares.bought
    left = found.market.budget
    rows = []
    for number, purchase in enumerate(bought, start=1):
        left -= found.market.costs[purchase.option]
        rows.append(_by_shares(found, number, purchase, left))
    visits = found.state.filling.visits if found.state.filling else ()
    filled = [visit for visit in visits if visit.funded]
    rows += [_filling(found, number, visit) for number, visit in enumerate(filled, len(rows) + 1)]
    return tuple(rows)


def _by_shares(found: Shared, number: int, purchase: Purchase, left: Number) -> Paid:
    return Paid(
        stage=number,
        action="fund",
        values={},
        elected=(purchase.option,),
        lot=found.lot(purchase.level, purchase.option),
        option=purchase.option,
        cost=found.market.costs[purchase.option],
        price=purchase.price,
        payments=_amounts(found.market.payments(purchase)),
        left=left,
    )


def _filling(found: Shared, number: int, visit: Visit) -> Paid:
    """Nobody in particular pays for what is filled up."""
    return Paid(
        stage=number,
        action="fill",
        values={},
        elected=(visit.option,),
        lot=found.lot(visit.level, visit.option),
        option=visit.option,
        cost=found.market.costs[visit.option],
        left=visit.left,
    )


def money(found: Shared) -> dict[str, object]:
    """The shares, how much each was made larger, and what the ballots with a mark kept."""
    market, added = found.market, found.state.added
    share = market.budget / market.sharers
    return {
        "budget": written(market.budget),
        "ballots": market.sharers,
        "share": written(share),
        "added": added,
        "enlarged": written(share + added),
        "spent": written(market.budget - found.left),
        "left": written(found.left),
        "unspent": _amounts(market.unspent(found.state.shares)),
    }


def _amounts(paid: Sequence[tuple[int, Number]]) -> Payments:
    return [{"ballots": ballots, "each": written(each)} for ballots, each in paid]
