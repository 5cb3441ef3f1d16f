"""How long big elections take to count, each made up the same every time."""

import time
from collections.abc import Callable, Iterator
from random import Random

from tests.bench.table import Measurement
from voting import Ballot, Election, ElectionOption, Roll, count

VOTERS = 6_500, 10_000, 100_000


def rows() -> Iterator[Measurement]:
    """As many ballots and options as cities have; one count each, from ballots to result."""
    few, more, most = VOTERS
    yield _row(f"{more:,} ballots × 60 options, STV", ranking(more, 60), at_most=2)
    yield _row(f"{few:,} ballots × 64 projects, equal shares", budget(few, 64), at_most=20)
    yield _row(f"{most:,} ballots of dots", dots(most, 12), at_most=1)


def ranking(voters: int, options: int) -> Election:
    """Everybody puts 5 to 20 in order, the popular ones more often and higher; ten seats."""
    chance = Random(60)
    names = _names(options)
    known = [1 / (place + 3) for place in range(options)]

    def ballot() -> dict[str, int]:
        order = dict.fromkeys(chance.choices(names, known, k=chance.randint(5, 20)))
        return {name: rank for rank, name in enumerate(order, start=1)}

    return _election("stv", names, voters, ballot, seats=10, seed="bench")


def budget(voters: int, projects: int) -> Election:
    """Everybody approves of 1 to 12 projects; costs as in Wieliczka, where all cannot be paid."""
    chance = Random(64)
    names = _names(projects)
    known = [1 / (place + 5) for place in range(projects)]
    costs = {name: chance.randint(20, 1_000) * 100 for name in names}

    def ballot() -> dict[str, int]:
        return dict.fromkeys(chance.choices(names, known, k=chance.randint(1, 12)), 1)

    election = _election("budget_shares", names, voters, ballot, budget=1_000_000, seed="bench")
    options = tuple(ElectionOption(name, name, costs[name]) for name in names)
    return Election("budget_shares", options, election.settings, election.roll, election.ballots)


def dots(voters: int, options: int) -> Election:
    chance = Random(12)
    names = _names(options)

    def ballot() -> dict[str, int]:
        return dict.fromkeys(chance.sample(names, 3), 1)

    return _election("dots", names, voters, ballot, dots=3)


def _election(
    method: str,
    names: list[str],
    voters: int,
    ballot: Callable[[], dict[str, int]],
    **settings: object,
) -> Election:
    options = tuple(ElectionOption(name, name) for name in names)
    ballots = tuple(Ballot(ballot()) for _ in range(voters))
    return Election(method, options, settings, Roll(voters), ballots)


def _names(number: int) -> list[str]:
    return [f"o{place}" for place in range(number)]


def _row(what: str, election: Election, at_most: float) -> Measurement:
    begun = time.process_time()
    result = count(election)
    took = time.process_time() - begun
    if result.ballots.valid != len(election.ballots) or result.status != "chosen":
        raise RuntimeError(f"{what}: {result.status}")
    return Measurement(what, took, "s", at_most=at_most, digits=2)


if __name__ == "__main__":
    from tests.bench.table import show

    show("counting", list(rows()))
