"""A whole count: which ballots are valid, the quorum, and the outcome of the method."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil
from typing import Any

from tests.reference import (
    approval,
    between,
    budget_greedy,
    consent,
    dots,
    equal_shares,
    gradients,
    lot,
    motion,
    ranked,
    resistance,
    schulze,
    score,
    star,
    stv,
)
from tests.reference.cases import Ballot, Case, Outcome

Valid = Callable[[Ballot, Case], bool]
Count = Callable[[Case], Outcome]
METHODS: dict[str, tuple[Valid, Count]] = {
    "approval": (approval.valid, approval.outcome),
    "between": (between.valid, between.outcome),
    "budget_greedy": (budget_greedy.valid, budget_greedy.outcome),
    "budget_shares": (equal_shares.valid, equal_shares.outcome),
    "consent": (consent.valid, consent.outcome),
    "dots": (dots.valid, dots.outcome),
    "gradients": (gradients.valid, gradients.outcome),
    "lot": (lot.valid, lot.outcome),
    "motion": (motion.valid, motion.outcome),
    "ranked": (ranked.valid, ranked.outcome),
    "resistance": (resistance.valid, resistance.outcome),
    "schulze": (schulze.valid, schulze.outcome),
    "score": (score.valid, score.outcome),
    "star": (star.valid, star.outcome),
    "stv": (stv.valid, stv.outcome),
}
ZERO_IS_NO_MARK = {"between", "dots", "approval", "budget_greedy", "budget_shares", "lot"}


def reference(
    method: str,
    options: list[str],
    ballots: list[Ballot],
    settings: dict[str, Any],
    *,
    costs: dict[str, Any] | None = None,
    eligible: int | None = None,
    present: int | None = None,
) -> Outcome:
    """What two people who know the rules would find; majority is `motion` or `between`."""
    is_valid, outcome = METHODS[method]
    roll = len(ballots) if eligible is None else eligible
    exact = {option: Fraction(cost) for option, cost in (costs or {}).items()}
    case = Case(options, exact, [], 0, len(ballots), roll, present, settings)
    for ballot in ballots:
        if not _readable(ballot, options) or (ballot and not is_valid(ballot, case)):
            continue
        if method in ZERO_IS_NO_MARK:
            ballot = {option: mark for option, mark in ballot.items() if mark}
        if ballot:
            case.ballots.append(ballot)
        else:
            case.blank += 1
    quorum = str(settings.get("quorum", 0))
    required = ceil(Fraction(quorum) * roll) if "/" in quorum else int(quorum)
    counted = present if settings.get("quorum_of") == "present" else case.cast
    assert counted is not None
    result = outcome(case) if case.ballots else _nothing(method, options)
    if counted < required:
        result = {**result, "status": "no_quorum", "winners": [], "tied": []}
    valid, blank = len(case.ballots), case.blank
    return {
        **result,
        "ballots": {"valid": valid, "blank": blank, "invalid": case.cast - valid - blank},
        "quorum": {"required": required, "met": counted >= required},
    }


def _readable(ballot: Ballot, options: list[str]) -> bool:
    return all(option in options and type(mark) is int for option, mark in ballot.items())


def _nothing(method: str, options: list[str]) -> Outcome:
    return {
        "status": "rejected" if method == "motion" else "undecided",
        "winners": [],
        "tied": [],
        "places": dict.fromkeys(options, 1),
        "values": dict.fromkeys(options, 0),
        "voters": dict.fromkeys(options, 0),
    }
