"""Shown result: what the page of a decision tells whoever looks, and no more than she may see."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from decisions.counting.both_budgets import both_budgets
from decisions.counting.tally import counted, split_may_be_shown
from decisions.counting.verdicts import checks_of, verdict, verdict_of
from decisions.here import DecisionHere
from decisions.models import Decision, Round
from decisions.visibility import may_see_result
from decisions.votes import OpenBallot
from plumbing.values import Struct
from plumbing.words.language import first_down
from voting import Result
from voting.budget_comparison import Comparison
from voting.results import Check


class Shown(Struct, frozen=True):
    """A result that this person may see now."""

    result: Result
    verdict: str
    checks: Sequence[Check]
    """What the rule asked, and whether it was met."""
    split: bool
    """May more be told than outcome, cast and blank?"""
    is_final: bool
    compared: Comparison | None = None
    """The same ballots by both budgets, where that was asked for and money is divided."""


class FirstTime(Struct, frozen=True):
    """The decision that this one follows."""

    decision: Decision
    verdict: str
    """As it is said in the middle of a sentence."""
    cast: int
    eligible: int
    required: int
    """How many had to take part, where fewer did; else 0."""


def shown_result(
    session: Session, found: DecisionHere, eligible: int | None = None, *, compares: bool = False
) -> Shown | None:
    """The result if it may be seen now by this person; else nobody gets even its order.

    `compares` where both ways of dividing money stand beside each other, which takes two counts.
    """
    if found.round is None or not may_see_result(found.decision, found.participation):
        return None
    election, result = counted(session, found.decision, found.round, eligible)
    split = split_may_be_shown(found.decision, result)
    return shown_of(
        found.decision,
        result,
        split=split,
        is_final=found.decision.is_over,
        compared=both_budgets(election) if compares and split else None,
    )


def shown_of(
    decision: Decision,
    result: Result,
    *,
    split: bool = True,
    is_final: bool = True,
    compared: Comparison | None = None,
) -> Shown:
    """A result with its heading and the questions its rule asked."""
    counts = result.rounds[-1].values if result.rounds else None
    return Shown(
        result=result,
        verdict=verdict(decision, result.status, result.winners, counts),
        checks=checks_of(decision, result),
        split=split,
        is_final=is_final,
        compared=compared,
    )


def choices_by_name(session: Session, found: DecisionHere) -> list[tuple[str, dict[str, int]]]:
    """Names with choices of an open vote, once it is closed and to members only."""
    decision = found.decision
    if decision.is_secret or not decision.is_over or found.membership is None or not found.round:
        return []
    if not may_see_result(decision, found.participation):
        return []
    ballots = session.scalars(
        select(OpenBallot)
        .where(OpenBallot.round_id == found.round.id)
        .options(joinedload(OpenBallot.entry))
    )
    named = [(ballot.entry.name, ballot.marks) for ballot in ballots]
    return sorted(named, key=lambda row: row[0].casefold())


def first_time(found: DecisionHere) -> FirstTime | None:
    """The decision that this one follows, with its result; None where it follows none."""
    before = found.decision.previous
    if before is None or not may_see_result(before, None):
        return None
    kept = before.rounds[-1].result if before.rounds else None
    if not kept:
        return None
    said = verdict_of(before, kept)
    return FirstTime(
        decision=before,
        verdict=said if kept["status"] == "chosen" else first_down(said),
        cast=kept["ballots"]["cast"],
        eligible=kept["ballots"]["eligible"],
        required=kept["quorum"]["required"] if kept["status"] == "no_quorum" else 0,
    )


def earlier_rounds(decision: Decision) -> Sequence[Round]:
    """The rounds before the newest; each stays readable."""
    return decision.rounds[:-1]
