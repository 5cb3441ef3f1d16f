"""Looking at who was heard: what is judged at a moment stays shown until the next."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from decisions.hearing.heard import HeardTotals, turnout
from decisions.hearing.judging import FACILITATOR, MEMBER, heads_on_roll, verdicts
from decisions.hearing.kept_rows import ShownRow, as_json, from_json, steady
from decisions.hearing.models import Look
from decisions.hearing.moments import (
    CLOSING,
    DAILY,
    WHILE_OPEN,
    Due,
    Looks,
    heard_until,
    newest,
    what_is_due,
)
from decisions.models import Decision
from decisions.phases import RUNNING
from plumbing.clock import now
from plumbing.database.session import db
from plumbing.values import replace
from representation import GroupRow, Verdict


def looks_of(session: Session, decision: Decision) -> Looks:
    """The looks taken so far, by moment and smallest cell."""
    rows = session.scalars(_by_decision(), {"decision_id": decision.id})
    return {(look.moment, look.smallest_cell): look for look in rows}


@cache
def _by_decision() -> Select[Look]:
    return select(Look).where(Look.decision_id == bindparam("decision_id"))


def rows_of(look: Look) -> list[ShownRow]:
    return [from_json(kept) for kept in look.content["rows"]]


def take(
    session: Session, decision: Decision, due: Sequence[Due], looks: Looks, at: datetime
) -> Looks:
    """Judge what is due and keep it, with no figure that would tell of too few people."""
    if not due:
        return looks
    heads, heard = heads_on_roll(session, decision, heard_until(decision, at))
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


def take_what_is_due(decision: Decision, people: HeardTotals) -> Looks:
    """Whoever comes first after a moment keeps what is seen, in a transaction of its own.

    The session of the request goes on beside it with all that it has loaded.
    """
    writing = db.engine.execution_options(write=True)
    with Session(writing, expire_on_commit=False) as session, session.begin():
        phase = session.scalar(
            select(Decision.phase).where(Decision.id == decision.id).with_for_update()
        )
        looks = looks_of(session, decision)
        due = what_is_due(decision, looks, people, now()) if phase in RUNNING else []
        return take(session, decision, due, looks, now())


def remember_what_is_due() -> None:
    """The job of each minute: takes the looks whose moment passed."""
    with Session(db.engine) as session:
        running = session.scalars(select(Decision).where(Decision.phase.in_(RUNNING))).all()
        people = [turnout(session, one, heard_until(one, now())) for one in running]
        looks = [looks_of(session, one) for one in running]
    for decision, counted, taken in zip(running, people, looks, strict=True):
        if what_is_due(decision, taken, counted, now()):
            take_what_is_due(decision, counted)


def _only_counts(rows: Sequence[GroupRow]) -> list[GroupRow]:
    """Between two moments there are figures, but no verdict to read off them."""
    return [
        row
        if row.table is None
        else replace(
            row, verdict=Verdict.UNCLEAR, reason=None, evidence=None, tipping=None, robust=None
        )
        for row in rows
    ]


def has_flag(session: Session, decision: Decision) -> bool:
    """Is a group of the members' family missing or underheard: now, or once closed, at closing?"""
    look = looks_of(session, decision).get((CLOSING, MEMBER)) if decision.is_over else None
    if look is not None:
        return any(shown.row.verdict.is_flag for shown in rows_of(look))
    heads, _ = heads_on_roll(session, decision, heard_until(decision, now()))
    return any(row.verdict.is_flag for row in verdicts(heads, MEMBER))


def remember(session: Session, decision: Decision, moment: str) -> None:
    """Keep what both families show at a moment: "third", "two_thirds" or "closing"."""
    due = [Due(moment, FACILITATOR), Due(moment, MEMBER)]
    take(session, decision, due, looks_of(session, decision), now())
