"""The Method of Equal Shares, with every way that its lots can fall.

Every attempt of `add1` is counted afresh, with lots of its own. From any point of the count the
possible elections are the sets funded at the end, over every way the lots still to come can fall.
A lot decides when two of its ways have different possible elections. If all ways from the start
elect the same, the option earlier in the file is taken at every lot. Otherwise the certain winners
are in every possible election, and the tied are the first lot that decides on the path where the
earlier option is always taken, given-up attempts included. With a seed one order serves all lots.
Why: docs/adr/0006-lots-in-attempts.md.
"""

from dataclasses import dataclass
from fractions import Fraction

from tests.reference.budget_greedy import valid
from tests.reference.cases import Case, Outcome
from tests.reference.lots import drawn

__all__ = ["outcome", "valid"]


@dataclass(frozen=True)
class Point:
    """Where a count stands: `before` is what the last attempt funded; no purses in the fill."""

    extra: int
    before: tuple[str, ...]
    funded: tuple[str, ...]
    purses: tuple[Fraction, ...] | None

    def unordered(self) -> "Point":
        """What follows does not depend on the order of funding, and there are many orders."""
        before, funded = tuple(sorted(self.before)), tuple(sorted(self.funded))
        return Point(self.extra, before, funded, self.purses)


def outcome(case: Case) -> Outcome:
    path = path_by(case, drawn(case) if "seed" in case.settings else case.options)
    funded = list(path[-1].funded)
    values = {option: case.total(option) for option in case.options}
    result = {
        "status": "chosen" if funded else "undecided",
        "winners": funded,
        "tied": [],
        "places": places(case, funded),
        "values": values,
        "voters": {option: case.positive(option) for option in case.options},
    }
    if "seed" in case.settings:
        return result
    possible = elections(case, path[0])
    if len(possible) == 1:
        return result
    return {
        **result,
        "status": "needs_lot",
        "winners": [option for option in funded if all(option in one for one in possible)],
        "tied": first_that_decides(case, path),
    }


def places(case: Case, funded: list[str]) -> dict[str, int]:
    """By order of funding, and the others by value."""
    rest = [option for option in case.options if option not in funded]
    return {option: number for number, option in enumerate(funded, 1)} | {
        option: len(funded) + 1 + sum(case.total(other) > case.total(option) for other in rest)
        for option in rest
    }


def path_by(case: Case, order: list[str]) -> list[Point]:
    path = [start(case, 0, ())]
    while ways := following(case, path[-1], order):
        path.append(ways[0])
    return path


def elections(case: Case, point: Point) -> set[frozenset[str]]:
    """Step by step along all ways at once; those that meet in one point go on as one."""
    found: set[frozenset[str]] = set()
    ahead = {point}
    while ahead:
        ways = {point: following(case, point, case.options) for point in ahead}
        found |= {frozenset(point.funded) for point in ahead if not ways[point]}
        ahead = {way.unordered() for point in ahead for way in ways[point]}
    return found


def first_that_decides(case: Case, path: list[Point]) -> list[str]:
    for point in path:
        ways = following(case, point, case.options)
        if any(elections(case, way) != elections(case, ways[0]) for way in ways):
            return [way.funded[-1] for way in ways]
    raise AssertionError("the ways elect differently, so one of the lots must decide")


def following(case: Case, point: Point, order: list[str]) -> list[Point]:
    """One for each way a lot can fall, one where there is no lot, none at the end."""
    if point.purses is None:
        return [
            Point(point.extra, point.before, (*point.funded, option), None)
            for option in next_in_fill(case, point.funded, order)
        ]
    level = next_by_shares(case, point.funded, point.purses)
    if not level:
        return [after_attempt(case, point)]
    return [pay(case, point, option) for option in order if option in level]


def start(case: Case, extra: int, before: tuple[str, ...]) -> Point:
    share = Fraction(case.settings["budget"]) / (len(case.ballots) + case.blank) + extra
    return Point(extra, before, (), (share,) * len(case.ballots))


def after_attempt(case: Case, point: Point) -> Point:
    supported = [option for option in case.options if case.positive(option)]
    if case.setting("completion", "add1") == "add1":
        if left_of_budget(case, point.funded) < 0:
            return Point(point.extra, (), point.before, None)
        if len(point.funded) < len(supported):
            return start(case, point.extra + 1, point.funded)
    return Point(point.extra, (), point.funded, None)


def left_of_budget(case: Case, funded: tuple[str, ...]) -> Fraction:
    return Fraction(case.settings["budget"]) - sum(case.costs[option] for option in funded)


def next_by_shares(case: Case, funded: tuple[str, ...], purses: tuple[Fraction, ...]) -> list[str]:
    ranks = {}
    for option in case.options:
        most = highest_payment(case, option, purses)
        if option not in funded and most is not None:
            cost = case.costs[option]
            ranks[option] = (most / cost if cost else 0, -case.positive(option), cost)
    return [option for option in ranks if ranks[option] == min(ranks.values())]


def highest_payment(case: Case, option: str, purses: tuple[Fraction, ...]) -> Fraction | None:
    """What those pay who have enough when the others give all they have; None when too dear."""
    owed = case.costs[option]
    mine = sorted(purses[number] for number in supporters(case, option))
    for number, purse in enumerate(mine):
        each = owed / (len(mine) - number)
        if each <= purse:
            return each
        owed -= purse
    return None


def supporters(case: Case, option: str) -> list[int]:
    return [number for number, marks in enumerate(case.ballots) if marks.get(option, 0) > 0]


def pay(case: Case, point: Point, option: str) -> Point:
    assert point.purses is not None
    most = highest_payment(case, option, point.purses)
    assert most is not None
    paying = supporters(case, option)
    purses = tuple(
        purse - min(purse, most) if number in paying else purse
        for number, purse in enumerate(point.purses)
    )
    return Point(point.extra, point.before, (*point.funded, option), purses)


def next_in_fill(case: Case, funded: tuple[str, ...], order: list[str]) -> list[str]:
    """The most supported that fit: one in file order, or all of a lot when not all of them fit."""
    left = left_of_budget(case, funded)
    ranks = {
        option: (-case.total(option), case.costs[option])
        for option in case.options
        if option not in funded and case.total(option) and case.costs[option] <= left
    }
    if case.setting("completion", "add1") == "none" or not ranks:
        return []
    level = [option for option in order if ranks.get(option) == min(ranks.values())]
    if sum(case.costs[option] for option in level) <= left:
        return [option for option in case.options if option in level][:1]
    return level
