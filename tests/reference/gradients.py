"""Gradients of agreement: a thermometer with eight levels."""

from tests.reference.cases import Ballot, Case, Outcome


def valid(ballot: Ballot, case: Case) -> bool:
    return all(1 <= mark <= 8 for mark in ballot.values())


def outcome(case: Case) -> Outcome:
    [option] = case.options
    levels = [ballot[option] for ballot in case.ballots]
    people = len(levels)
    agreeing = sum(level <= 3 for level in levels)
    talk = 5 * levels.count(5) >= people or 7 in levels or 8 in levels
    adopted = not talk and 3 * agreeing >= 2 * people
    return {
        "status": "adopted" if adopted else "more_talk",
        "winners": [option] if adopted else [],
        "tied": [],
        "places": {option: 1},
        "values": {option: agreeing},
        "voters": {option: people},
    }
