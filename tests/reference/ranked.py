"""Instant run-off: the lowest goes until somebody has more than half of what continues."""

from collections.abc import Callable, Iterable

from tests.reference.cases import Ballot, Case, Outcome
from tests.reference.lots import Lot, settled


def valid(ballot: Ballot, case: Case) -> bool:
    ranks = list(ballot.values())
    return all(rank >= 1 for rank in ranks) and len(ranks) == len(set(ranks))


def outcome(case: Case) -> Outcome:
    return settled(case, _with_lots)


def ranking(ballot: Ballot) -> list[str]:
    return sorted(ballot, key=lambda option: ballot[option])


def first_preferences(case: Case) -> dict[str, int]:
    firsts = [ranking(ballot)[0] for ballot in case.ballots]
    return {option: firsts.count(option) for option in case.options}


def look_back(
    level: list[str], stages: list[dict[str, int]], extreme: Callable[[Iterable[int]], int]
) -> list[str]:
    """Those who stay lowest (or highest) going back stage by stage."""
    for stage in reversed(stages):
        line = extreme(stage[option] for option in level)
        level = [option for option in level if stage[option] == line]
    return level


def _with_lots(case: Case, order: list[str]) -> tuple[Outcome, list[Lot]]:
    continuing = list(case.options)
    stages: list[dict[str, int]] = []
    gone: list[list[str]] = []
    last: dict[str, int] = {}
    lots: list[Lot] = []
    while True:
        tops = [
            next((o for o in ranking(ballot) if o in continuing), None) for ballot in case.ballots
        ]
        votes = {option: tops.count(option) for option in continuing}
        stages.append(votes)
        last.update(votes)
        winners = [o for o in continuing if 2 * votes[o] > sum(votes.values())]
        if winners:
            break
        least = min(votes.values())
        level = [option for option in continuing if votes[option] == least]
        if least > 0:
            level = look_back(level, stages, min)
            if len(level) > 1:
                chosen = max(level, key=order.index)
                lots.append((tuple(sorted(level)), chosen))
                level = [chosen]
        continuing = [option for option in continuing if option not in level]
        gone.append(level)
    rest = sorted(set(votes.values()) - {votes[winners[0]]}, reverse=True)
    groups = [winners] + [[o for o in continuing if votes[o] == v] for v in rest]
    groups += reversed(gone)
    places: dict[str, int] = {}
    for group in groups:
        places.update(dict.fromkeys(group, len(places) + 1))
    return {
        "status": "chosen",
        "winners": winners,
        "tied": [],
        "places": places,
        "values": last,
        "voters": first_preferences(case),
        "stages": [
            {"values": votes, "eliminated": out}
            for votes, out in zip(stages, [[], *gone], strict=True)
        ],
    }, lots
