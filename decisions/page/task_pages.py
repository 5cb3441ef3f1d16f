"""Tasks under a decision: who does what, by when, and what it waits for."""

from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from communities.permissions import Action
from decisions.access import decision_for
from decisions.here import DecisionHere
from decisions.page.helpers import helping_of
from decisions.page.pages import render_page
from decisions.records.models import Task, TaskHelper
from decisions.records.tasks import add_task, finish, take_up, tasks_of
from plumbing.database.session import db
from plumbing.web import Invalid, Page, transaction, wants_fragment

pages = Blueprint("tasks", __name__, url_prefix="/g/<slug>/besluiten/<numbered:number>/taken")


@pages.post("")
def add(slug: str, number: int) -> Page:
    """Write down something to do."""
    found = decision_for(slug, number, Action.ADD_TASK)
    form = request.form
    with transaction(lambda errors: _refused(found, errors)):
        add_task(
            db.session,
            found.decision,
            found.member,
            form.get("what", ""),
            due_on=_day(form, "due_on"),
            waits_for=form.get("waits_for", ""),
            waits_until=_day(form, "waits_until"),
        )
    return _answer(found)


@pages.post("/<int:task_id>/hulp")
def help_with(slug: str, number: int, task_id: int) -> Page:
    """ "Ik help mee" with a task, or no longer; the form says which, so twice is once."""
    found = decision_for(slug, number, Action.TAKE_UP_TASK)
    with transaction():
        task = _task(found, task_id)
        helps = db.session.get(TaskHelper, (task.id, found.member.id)) is not None
        if helps != (request.form.get("helps", "1") == "1"):
            take_up(db.session, task, found.member)
    return _answer(found)


@pages.post("/<int:task_id>/klaar")
def done(slug: str, number: int, task_id: int) -> Page:
    """Tick a task off, or open it again."""
    found = decision_for(slug, number, Action.TAKE_UP_TASK)
    with transaction():
        finish(_task(found, task_id), done=request.form.get("done", "1") == "1")
    return _answer(found)


def _task(found: DecisionHere, task_id: int) -> Task:
    task = db.session.scalar(
        select(Task)
        .where(Task.id == task_id, Task.decision_id == found.decision.id)
        .with_for_update()
    )
    return task or abort(404)


def _answer(found: DecisionHere) -> Page:
    if wants_fragment():
        return _fragment(found, {})
    here = url_for("decisions.show", slug=found.community.slug, number=found.decision)
    return redirect(f"{here}#tasks", 303)


def _refused(found: DecisionHere, errors: dict[str, str]) -> Page:
    if wants_fragment():
        return _fragment(found, errors), 422
    return render_page(found, 422, task_errors=errors, task_typed=request.form)


def _fragment(found: DecisionHere, errors: dict[str, str]) -> str:
    return render_template(
        "decisions/page/_tasks.html",
        found=found,
        tasks=tasks_of(db.session, found.decision),
        helping=helping_of(db.session, found),
        task_errors=errors,
        task_typed=request.form if errors else {},
    )


def _day(form: MultiDict[str, str], name: str) -> date | None:
    typed = form.get(name, "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as wrong:
        raise Invalid({name: _("Kies een dag uit de kalender.")}) from wrong
