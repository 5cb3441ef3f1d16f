"""A budget spent from the most supported option down."""

from fractions import Fraction
from itertools import groupby

from tests.reference.cases import Ballot, Case, Outcome, in_order, places
from tests.reference.lots import Lot, settled


def valid(ballot: Ballot, case: Case) -> bool:
    return all(mark >= 0 for mark in ballot.values())


def outcome(case: Case) -> Outcome:
    return settled(case, _with_lots)


def _with_lots(case: Case, order: list[str]) -> tuple[Outcome, list[Lot]]:
    values = {option: case.total(option) for option in case.options}
    budget = Fraction(case.settings["budget"])
    stops = case.setting("overflow", "skip") == "stop"
    funded, lots, drawn = spend(case, order, case.options, budget, stops)
    return {
        "status": "chosen" if funded else "undecided",
        "winners": funded,
        "tied": [],
        "places": places(
            case.options,
            lambda o: (
                -values[o],
                case.costs[o],
                order.index(o) if o in drawn and "seed" in case.settings else -1,
            ),
        ),
        "values": values,
        "voters": {option: case.positive(option) for option in case.options},
    }, lots


def spend(
    case: Case, order: list[str], options: list[str], left: Fraction, stops: bool
) -> tuple[list[str], list[Lot], set[str]]:
    """The funded, the lots that were needed, and everybody who took part in one."""
    funded: list[str] = []
    lots: list[Lot] = []
    drawn: set[str] = set()

    def rank(option: str) -> tuple[int, Fraction]:
        return -case.total(option), case.costs[option]

    wanted = [option for option in in_order(options, rank) if case.total(option)]
    for (_, cost), members in groupby(wanted, key=rank):
        group = list(members)
        fitting = len(group) if cost == 0 else min(len(group), int(left // cost))
        if 0 < fitting < len(group):
            group.sort(key=order.index)
            drawn.update(group)
            lots.append((tuple(sorted(group)), " ".join(sorted(group[:fitting]))))
        funded += group[:fitting]
        left -= fitting * cost
        if stops and fitting < len(group):
            break
    return funded, lots, drawn
