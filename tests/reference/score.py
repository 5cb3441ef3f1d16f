"""Score: the highest sum, or the highest mean of the marks that were given."""

from fractions import Fraction

from tests.reference.cases import Ballot, Case, Outcome, across, places


def valid(ballot: Ballot, case: Case) -> bool:
    return all(0 <= mark <= case.setting("max", 5) for mark in ballot.values())


def outcome(case: Case) -> Outcome:
    by_mean = case.setting("aggregate", "sum") == "mean"
    rated = {option: case.marked(option) for option in case.options}
    values = {
        option: Fraction(case.total(option), max(1, rated[option]) if by_mean else 1)
        for option in case.options
    }
    eligible = [
        option for option in case.options if not by_mean or 2 * rated[option] >= len(case.ballots)
    ]
    certain, tied = across(eligible, lambda option: -values[option], case.setting("winners", 1))
    return {
        "status": "tied" if tied else "chosen" if certain else "undecided",
        "winners": certain + tied,
        "tied": tied,
        "places": places(case.options, lambda option: (option not in eligible, -values[option])),
        "values": values,
        "voters": rated if by_mean else {o: case.positive(o) for o in case.options},
    }
