"""Approval: most approvals, perhaps above a floor."""

from fractions import Fraction

from tests.reference.cases import Ballot, Case, Outcome, across, places


def valid(ballot: Ballot, case: Case) -> bool:
    return all(mark in (0, 1) for mark in ballot.values())


def outcome(case: Case) -> Outcome:
    floor = Fraction(case.setting("floor", 0)) * len(case.ballots)
    values = {option: case.total(option) for option in case.options}
    eligible = [option for option in case.options if values[option] > 0 and values[option] >= floor]
    certain, tied = across(eligible, lambda option: -values[option], case.setting("winners", 1))
    return {
        "status": "tied" if tied else "chosen" if certain else "undecided",
        "winners": certain + tied,
        "tied": tied,
        "places": places(case.options, lambda option: -values[option]),
        "values": values,
        "voters": values,
    }
