"""Majority on one motion: for and against, and what they are measured by."""

from fractions import Fraction

from tests.reference.cases import Ballot, Case, Outcome


def valid(ballot: Ballot, case: Case) -> bool:
    return all(mark in (1, -1) for mark in ballot.values())


def outcome(case: Case) -> Outcome:
    [option] = case.options
    votes = [ballot[option] for ballot in case.ballots]
    votes_for, against = votes.count(1), votes.count(-1)
    base = {
        "for_and_against": votes_for + against,
        "cast": case.cast,
        "present": case.present,
        "roll": case.roll,
    }[case.setting("base", "for_and_against")]
    assert base is not None
    adopted = (
        base > 0
        and votes_for > against
        and _enough(votes_for, base, case.setting("threshold", "simple"))
    )
    return {
        "status": "adopted" if adopted else "rejected",
        "winners": [option] if adopted else [],
        "tied": [],
        "places": {option: 1},
        "values": {option: votes_for},
        "voters": {option: len(votes)},
    }


def _enough(votes_for: int, base: int, threshold: str) -> bool:
    if threshold == "simple":
        return True
    if threshold == "absolute":
        return 2 * votes_for > base
    if threshold == "unanimous":
        return votes_for == base
    return votes_for >= Fraction(threshold) * base
