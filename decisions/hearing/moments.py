"""At which moments the panel looks: verdicts at thirds and at closing, counts by the day."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from decisions.hearing.heard import HeardTotals
from decisions.hearing.judging import FACILITATOR, MEMBER
from decisions.hearing.kept_rows import ENOUGH
from decisions.hearing.models import Look
from decisions.models import Decision, Round
from decisions.phases import RUNNING
from plumbing.values import Struct
from representation.disclosure import SMALL_CIRCLE

THIRD, TWO_THIRDS, CLOSING, DAILY = "third", "two_thirds", "closing", "daily"
VERDICT_MOMENTS = {FACILITATOR: (THIRD, TWO_THIRDS), MEMBER: (TWO_THIRDS,)}
WHILE_OPEN = (THIRD, TWO_THIRDS, DAILY)
A_DAY = timedelta(days=1)

Looks = dict[tuple[str, int], Look]
"""By moment and smallest cell."""


class Due(Struct, frozen=True):
    """A look that has to be taken now."""

    moment: str
    k: int


def newest(looks: Looks, k: int, moments: Sequence[str]) -> Look | None:
    """The latest of these moments that was looked at."""
    taken = [looks[moment, k] for moment in moments if (moment, k) in looks]
    return max(taken, key=lambda look: look.at, default=None)


def moments_of(current: Round) -> dict[str, datetime]:
    """When a third and two thirds of the asking are over."""
    third = (current.deadline - current.opened_at) / 3
    return {THIRD: current.opened_at + third, TWO_THIRDS: current.opened_at + 2 * third}


def heard_until(decision: Decision, at: datetime) -> datetime:
    """The moment until which something said counts: `at`, or before it the end of the decision."""
    return min(at, decision.closed_at or decision.closes_at)


def next_verdict(decision: Decision, k: int, at: datetime) -> datetime:
    """When the next verdict of a running decision comes."""
    moments = moments_of(decision.rounds[-1])
    coming = [moments[name] for name in VERDICT_MOMENTS[k] if moments[name] > at]
    return min([*coming, decision.closes_at])


def what_is_due(decision: Decision, looks: Looks, people: HeardTotals, at: datetime) -> list[Due]:
    """The looks that a running decision asks for at this moment."""
    if decision.phase not in RUNNING or people.roll < SMALL_CIRCLE:
        return []
    if not decision.hearing_base.get("attributes"):
        return []
    due = [
        Due(passed, k)
        for k in VERDICT_MOMENTS
        if (passed := _passed(decision, k, looks, at)) is not None
    ]
    if all(one.k != FACILITATOR for one in due) and _counts_are_due(looks, people.heard, at):
        due.append(Due(DAILY, FACILITATOR))
    return due


def _passed(decision: Decision, k: int, looks: Looks, at: datetime) -> str | None:
    moments = moments_of(decision.rounds[-1])
    passed = [name for name in VERDICT_MOMENTS[k] if moments[name] <= at]
    if not passed:
        return None
    kept = looks.get((passed[-1], k))
    return passed[-1] if kept is None or kept.at < moments[passed[-1]] else None


def _counts_are_due(looks: Looks, heard: int, at: datetime) -> bool:
    last = newest(looks, FACILITATOR, WHILE_OPEN)
    if last is None:
        return heard >= ENOUGH
    return at - last.at >= A_DAY and heard - last.heard >= ENOUGH
