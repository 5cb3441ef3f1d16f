"""Majority between options: one vote each, and a run-off when the threshold is missed."""

from fractions import Fraction

from tests.reference.cases import Ballot, Case, Outcome, across, places


def valid(ballot: Ballot, case: Case) -> bool:
    return all(mark in (0, 1) for mark in ballot.values()) and sum(ballot.values()) <= 1


def outcome(case: Case) -> Outcome:
    votes = {option: case.total(option) for option in case.options}
    voted = [option for option in case.options if votes[option]]
    certain, tied = across(voted, lambda option: -votes[option], 1)
    status = "tied" if tied else "chosen"
    if not _enough(max(votes.values()), len(case.ballots), case.setting("threshold", "simple")):
        certain, tied = across(voted, lambda option: -votes[option], 2)
        status = "run_off"
        if len(case.options) == 2 and len(set(votes.values())) == 1:
            certain, tied = [], case.options
            status = "tied"
    return {
        "status": status,
        "winners": certain + tied,
        "tied": tied,
        "places": places(case.options, lambda option: -votes[option]),
        "values": votes,
        "voters": votes,
    }


def _enough(votes: int, valid_ballots: int, threshold: str) -> bool:
    if threshold == "simple":
        return True
    if threshold == "absolute":
        return 2 * votes > valid_ballots
    return votes >= Fraction(threshold) * valid_ballots
