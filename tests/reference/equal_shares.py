"""The Method of Equal Shares with cost utility, straight from its definition."""

from fractions import Fraction
from itertools import count, permutations

from tests.reference.budget_greedy import spend, valid
from tests.reference.cases import Case, Outcome, places
from tests.reference.lots import Lot, settled

__all__ = ["outcome", "valid"]


def outcome(case: Case) -> Outcome:
    return settled(case, _with_lots)


def _with_lots(case: Case, order: list[str]) -> tuple[Outcome, list[Lot]]:
    budget = Fraction(case.settings["budget"])
    share = budget / (len(case.ballots) + case.blank)
    completion = case.setting("completion", "add1")
    supported = [option for option in case.options if case.positive(option)]
    funded, lots = shares(case, order, share)
    if completion == "add1":
        for more in count(1):
            if len(funded) == len(supported):
                break
            bought, new = shares(case, order, share + more)
            if cost(case, bought) > budget:
                lots = lots + (new if new and may_fit(case, share + more, budget) else [])
                break
            funded, lots = bought, lots + new
    if completion != "none":
        left = budget - cost(case, funded)
        rest = [option for option in case.options if option not in funded]
        filled, new, _ = spend(case, order, rest, left, stops=False)
        funded, lots = funded + filled, lots + new
    values = {option: case.total(option) for option in case.options}
    return {
        "status": "chosen" if funded else "undecided",
        "winners": funded,
        "tied": [],
        "places": places(
            case.options,
            lambda o: (0, funded.index(o)) if o in funded else (1, -values[o]),
        ),
        "values": values,
        "voters": {option: case.positive(option) for option in case.options},
    }, lots


def may_fit(case: Case, share: Fraction, budget: Fraction) -> bool:
    """Whether some lots keep within the budget; if none do, those that fell decided nothing."""
    if "seed" in case.settings:
        return True
    ways = (shares(case, list(order), share)[0] for order in permutations(case.options))
    return any(cost(case, bought) <= budget for bought in ways)


def cost(case: Case, options: list[str]) -> Fraction:
    return sum((case.costs[option] for option in options), Fraction(0))


def shares(case: Case, order: list[str], share: Fraction) -> tuple[list[str], list[Lot]]:
    purse = [share for _ in case.ballots]
    funded: list[str] = []
    lots: list[Lot] = []
    while True:
        offers = {}
        for option in case.options:
            supporters = [n for n, ballot in enumerate(case.ballots) if ballot.get(option, 0)]
            price = _price(case.costs[option], [purse[n] for n in supporters])
            if option not in funded and price is not None:
                offers[option] = (price, -len(supporters), case.costs[option])
        if not offers:
            return funded, lots
        best = min(offers.values())
        level = sorted((o for o in offers if offers[o] == best), key=order.index)
        chosen = level[0]
        if len(level) > 1:
            lots.append((tuple(sorted(level)), chosen))
        funded.append(chosen)
        for number, ballot in enumerate(case.ballots):
            if ballot.get(chosen, 0):
                purse[number] -= min(purse[number], best[0] * case.costs[chosen])


def _price(cost: Fraction, purses: list[Fraction]) -> Fraction | None:
    """The least price at which these supporters together pay the cost, if they can."""
    if not purses or sum(purses) < cost:
        return None
    if cost == 0:
        return Fraction(0)
    poorest_first = sorted(purses)
    for emptied in range(len(purses)):
        paid = sum(poorest_first[:emptied], Fraction(0))
        each = (cost - paid) / (len(purses) - emptied)
        if each <= poorest_first[emptied]:
            return each / cost
    raise AssertionError("purses that hold enough can pay")
