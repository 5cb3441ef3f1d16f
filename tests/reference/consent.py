"""Consent: one objection that holds is enough to block."""

from tests.reference.cases import Ballot, Case, Outcome


def valid(ballot: Ballot, case: Case) -> bool:
    return all(mark in (1, 0, -1) for mark in ballot.values())


def outcome(case: Case) -> Outcome:
    [option] = case.options
    answers = [ballot[option] for ballot in case.ballots]
    if -1 in answers:
        status = "blocked"
    elif len(answers) >= case.setting("min_participants", 3):
        status = "adopted"
    else:
        status = "undecided"
    return {
        "status": status,
        "winners": [option] if status == "adopted" else [],
        "tied": [],
        "places": {option: 1},
        "values": {option: answers.count(1)},
        "voters": {option: len(answers)},
    }
