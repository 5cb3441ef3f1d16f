"""STAR: score, then an automatic run-off between the two highest sums."""

from itertools import combinations

from tests.reference.cases import Ballot, Case, Outcome, across, places


def valid(ballot: Ballot, case: Case) -> bool:
    return all(0 <= mark <= 5 for mark in ballot.values())


def outcome(case: Case) -> Outcome:
    sums = {option: case.total(option) for option in case.options}
    pairings = _pairings(case, sums)
    winners = [
        option
        for option in case.options
        if any(option in _run_off(case, sums, pairing) for pairing in pairings)
    ]
    finalists = {option for pairing in pairings for option in pairing}
    return {
        "status": "chosen" if len(winners) == 1 else "tied",
        "winners": winners,
        "tied": winners if len(winners) > 1 else [],
        "places": places(
            case.options,
            lambda option: (
                (0, 0)
                if option in winners
                else (1, 0)
                if option in finalists
                else (2, -sums[option])
            ),
        ),
        "values": sums,
        "voters": {option: case.positive(option) for option in case.options},
    }


def _preferred(case: Case, one: str, other: str) -> int:
    return sum(ballot.get(one, 0) > ballot.get(other, 0) for ballot in case.ballots)


def _fives(case: Case, option: str) -> int:
    return sum(ballot.get(option, 0) == 5 for ballot in case.ballots)


def _pairings(case: Case, sums: dict[str, int]) -> list[tuple[str, ...]]:
    """Every pair that may meet in the run-off; one unless a tie for a place stays."""
    if len(case.options) == 1:
        return [(case.options[0],)]
    certain, level = across(case.options, lambda option: -sums[option], 2)
    if level:
        strength = {
            one: (
                -sum(_preferred(case, one, other) for other in level if other != one),
                -_fives(case, one),
            )
            for one in level
        }
        more, level = across(level, lambda option: strength[option], 2 - len(certain))
        certain = certain + more
    free = combinations(level, 2 - len(certain))
    return [(*certain, *others) for others in free]


def _run_off(case: Case, sums: dict[str, int], pairing: tuple[str, ...]) -> list[str]:
    if len(pairing) == 1:
        return list(pairing)
    one, other = pairing
    strength = {
        one: (_preferred(case, one, other), sums[one], _fives(case, one)),
        other: (_preferred(case, other, one), sums[other], _fives(case, other)),
    }
    return [option for option in pairing if strength[option] == max(strength.values())]
