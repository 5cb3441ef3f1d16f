"""Looking at who was heard: at which moments, and what stays shown until the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.afterwards import Look
from decisions.heard import Turnout, turnout
from decisions.judging import (
    FACILITATOR,
    MEMBER,
    heads_on_roll,
    verdicts,
)
from decisions.models import Decision, Phase, Round
from decisions.shown_rows import ENOUGH, ShownRow, as_json, from_json, steady
from plumbing.clock import now
from plumbing.database import db
from representation import Row, Verdict
from representation.disclosure import SMALL_CIRCLE

THIRD, TWO_THIRDS, CLOSING, DAILY = "third", "two_thirds", "closing", "daily"
VERDICT_MOMENTS = {FACILITATOR: (THIRD, TWO_THIRDS), MEMBER: (TWO_THIRDS,)}
WHILE_OPEN = (THIRD, TWO_THIRDS, DAILY)
RUNNING = (Phase.OPEN, Phase.ANSWERED)
A_DAY = timedelta(days=1)

Looks = dict[tuple[str, int], Look]
"""By moment and smallest cell."""


@dataclass(frozen=True)
class Due:
    """A look that has to be taken now."""

    moment: str
    k: int


def looks_of(session: Session, decision: Decision) -> Looks:
    """Everything that was looked at so far."""
    rows = session.scalars(select(Look).where(Look.decision_id == decision.id))
    return {(look.moment, look.smallest_cell): look for look in rows}


def rows_of(look: Look) -> list[ShownRow]:
    return [from_json(kept) for kept in look.content["rows"]]


def newest(looks: Looks, k: int, moments: Sequence[str]) -> Look | None:
    """The latest of these moments that was looked at."""
    taken = [looks[moment, k] for moment in moments if (moment, k) in looks]
    return max(taken, key=lambda look: look.at, default=None)


def moments_of(current: Round) -> dict[str, datetime]:
    """When a third and two thirds of the asking are over."""
    third = (current.deadline - current.opened_at) / 3
    return {THIRD: current.opened_at + third, TWO_THIRDS: current.opened_at + 2 * third}


def heard_until(decision: Decision, at: datetime) -> datetime:
    """What is said after the deadline no longer counts."""
    return min(at, decision.closed_at or decision.closes_at)


def next_verdict(decision: Decision, k: int, at: datetime) -> datetime:
    """When the next verdict of a running decision comes."""
    moments = moments_of(decision.rounds[-1])
    coming = [moments[name] for name in VERDICT_MOMENTS[k] if moments[name] > at]
    return min([*coming, decision.closes_at])


def what_is_due(decision: Decision, looks: Looks, people: Turnout, at: datetime) -> list[Due]:
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


def take(session: Session, decision: Decision, due: Sequence[Due], at: datetime) -> Looks:
    """Judge what is due and keep it, with no figure that would tell of too few people."""
    heads, heard = heads_on_roll(session, decision, heard_until(decision, at))
    looks = looks_of(session, decision)
    for one in due:
        last = newest(looks, one.k, WHILE_OPEN)
        judged = verdicts(heads, one.k)
        rows = steady(
            _only_counts(judged) if one.moment == DAILY else judged,
            rows_of(last) if last else [],
            at,
        )
        look = looks.get((one.moment, one.k)) or Look(
            decision_id=decision.id, moment=one.moment, smallest_cell=one.k
        )
        look.heard, look.at, look.content = heard, at, {"rows": [as_json(row) for row in rows]}
        session.add(look)
        looks[one.moment, one.k] = look
    session.flush()
    return looks


def take_what_is_due(decision_id: int) -> Looks:
    """Whoever comes first after a moment keeps what is seen, in a transaction of its own.

    The session of the request goes on beside it with all that it has loaded.
    """
    writing = db.engine.execution_options(write=True)
    with Session(writing, expire_on_commit=False) as session, session.begin():
        decision = session.get_one(Decision, decision_id, with_for_update=True)
        looks, due = _now_due(session, decision)
        return take(session, decision, due, now()) if due else looks


def remember_what_is_due() -> None:
    """What each minute brings: the looks whose moment passed."""
    with Session(db.engine) as session:
        running = session.scalars(select(Decision).where(Decision.phase.in_(RUNNING)))
        behind = [decision.id for decision in running if _now_due(session, decision)[1]]
    for decision_id in behind:
        take_what_is_due(decision_id)


def _now_due(session: Session, decision: Decision) -> tuple[Looks, list[Due]]:
    people = turnout(session, decision, heard_until(decision, now()))
    looks = looks_of(session, decision)
    return looks, what_is_due(decision, looks, people, now())


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


def _only_counts(rows: Sequence[Row]) -> list[Row]:
    """Between two moments there are figures, but no verdict to read off them."""
    return [
        row
        if row.table is None
        else replace(
            row, verdict=Verdict.UNCLEAR, reason=None, evidence=None, tipping=None, robust=None
        )
        for row in rows
    ]
