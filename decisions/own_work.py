"""What this room keeps about a member beside her votes: tasks, checks, and what she worded."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.afterwards import Correction, Outcome, OutcomeCheck, Task
from decisions.models import Decision


def own_tasks(session: Session, member: Membership) -> list[dict[str, Any]]:
    """What she wrote down to do, or took up."""
    rows = session.execute(
        select(Decision.number, Task)
        .join(Task, Task.decision_id == Decision.id)
        .where(
            or_(
                Task.added_by_id == member.id,
                Task.helpers.any(membership_id=member.id),
            )
        )
        .order_by(Task.id)
    )
    return [
        {
            "decision": number,
            "what": task.what,
            "due_on": task.due_on.isoformat() if task.due_on else None,
            "waits_for": task.waits_for,
            "done": task.done_at is not None,
        }
        for number, task in rows
    ]


def own_checks(session: Session, member: Membership) -> list[dict[str, Any]]:
    """Where she was asked "Klopt dit?", and what she said."""
    rows = session.execute(
        select(Decision.number, OutcomeCheck)
        .join(OutcomeCheck, OutcomeCheck.decision_id == Decision.id)
        .where(OutcomeCheck.membership_id == member.id)
        .order_by(Decision.number)
    )
    return [
        {"decision": number, "agrees": check.agrees, "words": check.words} for number, check in rows
    ]


def own_wordings(session: Session, member: Membership) -> list[dict[str, Any]]:
    """Outcomes she put into words, and corrections she put beside a record."""
    outcomes = session.execute(
        select(Decision.number, Outcome.words)
        .join(Outcome, Outcome.decision_id == Decision.id)
        .where(Outcome.worded_by_id == member.id)
        .order_by(Decision.number)
    )
    corrections = session.execute(
        select(Decision.number, Correction.words)
        .join(Correction, Correction.decision_id == Decision.id)
        .where(Correction.by_id == member.id)
        .order_by(Correction.id)
    )
    return [{"decision": number, "words": words} for number, words in (*outcomes, *corrections)]
