"""Tasks under a decision: who takes them up, by when, and what they wait for."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership
from decisions.models import Decision
from decisions.records.models import Task, TaskHelper
from plumbing.clock import now
from plumbing.database.sent_twice import taken_once
from plumbing.web import Invalid


def add_task(
    session: Session,
    decision: Decision,
    by: Membership,
    what: str,
    *,
    due_on: date | None = None,
    waits_for: str = "",
    waits_until: date | None = None,
) -> Task:
    """Write down something to do; nobody has to take it up yet."""
    if not what.strip():
        raise Invalid({"what": _("Schrijf op wat er te doen is.")})
    return taken_once(
        session,
        by,
        Task,
        decision_id=decision.id,
        what=what.strip()[:200],
        due_on=due_on,
        waits_for=waits_for.strip()[:200],
        waits_until=waits_until,
        added_by_id=by.id,
    )


def take_up(session: Session, task: Task, by: Membership) -> None:
    """Say "Ik help mee" to a task, or take it back when said before."""
    helper = session.get(TaskHelper, (task.id, by.id))
    if helper is not None:
        session.delete(helper)
        return
    session.add(TaskHelper(task_id=task.id, membership_id=by.id, at=now()))


def finish(task: Task, *, done: bool) -> None:
    """Tick a task off, or open it again."""
    task.done_at = now() if done else None


def tasks_of(session: Session, decision: Decision) -> Sequence[Task]:
    """The tasks under a decision with who takes them up."""
    found = session.scalars(
        select(Task)
        .where(Task.decision_id == decision.id)
        .order_by(Task.id)
        .options(joinedload(Task.helpers).joinedload(TaskHelper.membership))
    )
    return found.unique().all()
