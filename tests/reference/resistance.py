"""Systemic consensing: the least resistance."""

from tests.reference.cases import Ballot, Case, Outcome, across, places


def valid(ballot: Ballot, case: Case) -> bool:
    return set(ballot) == set(case.options) and all(
        0 <= mark <= case.setting("max", 10) for mark in ballot.values()
    )


def outcome(case: Case) -> Outcome:
    top = case.setting("max", 10)
    marks = {option: [ballot[option] for ballot in case.ballots] for option in case.options}
    strength = {
        option: (sum(given), max(given), sum(5 * mark >= 4 * top for mark in given))
        for option, given in marks.items()
    }
    certain, tied = across(case.options, lambda option: strength[option], 1)
    return {
        "status": "tied" if tied else "chosen",
        "winners": certain + tied,
        "tied": tied,
        "places": places(case.options, lambda option: strength[option]),
        "values": {option: sum(given) for option, given in marks.items()},
        "voters": {option: len(given) for option, given in marks.items()},
    }
