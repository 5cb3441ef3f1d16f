"""Schulze: strongest paths on winning votes."""

from itertools import permutations

from tests.reference.cases import Ballot, Case, Outcome


def valid(ballot: Ballot, case: Case) -> bool:
    return all(rank >= 1 for rank in ballot.values())


def outcome(case: Case) -> Outcome:
    preferred = {
        (one, other): sum(_above(ballot, one, other) for ballot in case.ballots)
        for one in case.options
        for other in case.options
    }
    default = case.settings.get("default_option")
    staying = [
        option
        for option in case.options
        if default is None
        or option == default
        or preferred[option, default] > preferred[default, option]
    ]
    strength = _strongest_paths(staying, preferred)
    beaten = {
        one: [
            other
            for other in case.options
            if one in staying
            and (other not in staying or strength[one, other] > strength[other, one])
        ]
        for one in case.options
    }
    beaten_by = {one: sum(one in others for others in beaten.values()) for one in case.options}
    winners = [option for option in case.options if beaten_by[option] == 0]
    return {
        "status": "chosen" if len(winners) == 1 else "tied",
        "winners": winners,
        "tied": winners if len(winners) > 1 else [],
        "places": {option: 1 + beaten_by[option] for option in case.options},
        "values": {option: len(beaten[option]) for option in case.options},
        "voters": {option: case.marked(option) for option in case.options},
    }


def _above(ballot: Ballot, one: str, other: str) -> bool:
    last = max(ballot.values()) + 1
    return bool(ballot.get(one, last) < ballot.get(other, last))


def _strongest_paths(
    options: list[str], preferred: dict[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    """Every path without a repeated option is looked at; a missing link has strength 0."""
    link = {
        (one, other): votes if votes > preferred[other, one] else 0
        for (one, other), votes in preferred.items()
    }
    strongest = {(one, other): 0 for one in options for other in options}
    for length in range(2, len(options) + 1):
        for path in permutations(options, length):
            weakest = min(link[step] for step in zip(path, path[1:], strict=False))
            ends = path[0], path[-1]
            strongest[ends] = max(strongest[ends], weakest)
    return strongest
