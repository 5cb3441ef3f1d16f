"""Own work of a member in this room, beside her votes: tasks, checks, and what she worded."""

from typing import Any

from sqlalchemy import Select, String, Text, cast, literal, select, union_all
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.models import Decision
from decisions.records.models import Correction, Outcome, OutcomeCheck, Review, Task, TaskHelper


def own_work(session: Session, member: Membership) -> list[dict[str, Any]]:
    """Her tasks, checks and words, each with its decision."""
    checks = OutcomeCheck.membership_id == member.id
    lines = [
        _line("wrote_a_task", Task, Task.what, Task.added_by_id == member.id),
        _line("takes_up_a_task", Task, Task.what, _takes_up(member)),
        _line("was_asked_is_this_right", OutcomeCheck, OutcomeCheck.words, checks),
        _line("worded_the_outcome", Outcome, Outcome.words, Outcome.worded_by_id == member.id),
        _line("looked_back", Review, Review.words, Review.by_id == member.id),
        _line("corrected_a_record", Correction, Correction.words, Correction.by_id == member.id),
    ]
    rows = session.execute(union_all(*lines).order_by("number", "kind", "words"))
    return [{"decision": row.number, "kind": row.kind, "words": row.words} for row in rows]


def _takes_up(member: Membership) -> Any:
    helpers = select(TaskHelper.task_id).where(TaskHelper.membership_id == member.id)
    return Task.id.in_(helpers)


def _line(kind: str, table: Any, words: Any, is_hers: Any) -> Select[str, int, str]:
    return (
        select(
            literal(kind, String).label("kind"),
            Decision.number.label("number"),
            cast(words, Text).label("words"),
        )
        .join(table, table.decision_id == Decision.id)
        .where(is_hers)
    )
