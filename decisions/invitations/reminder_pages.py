"""Stopping reminders from the mail itself, without signing in; only a POST stops them."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from communities.models import Person
from decisions.invitations.reminders import person_of
from plumbing.database.session import db
from plumbing.security import keep_nowhere
from plumbing.web import transaction
from plumbing.words.language import LANGUAGES, speak

pages = Blueprint("reminders", __name__, url_prefix="/herinneringen/<token>")
pages.after_request(keep_nowhere)


@pages.get("")
def show(token: str) -> str:
    person = _person(token)
    return render_template(
        "decisions/invitations/reminders.html", wants=person.reminders, token=token
    )


@pages.post("")
def change(token: str) -> Response:
    """Turns reminders off, or on again."""
    person = _person(token)
    with transaction():
        person.reminders = request.form.get("on") == "1"
    return redirect(url_for(".show", token=token), 303)


def _person(token: str) -> Person:
    person = person_of(db.session, token)
    if person is None:
        abort(404)
    if person.language in LANGUAGES:
        speak(person.language)
    return person
