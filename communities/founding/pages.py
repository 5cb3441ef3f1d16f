"""Founding pages: where anybody begins a community, and what to do next."""

from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from communities.access import community_for, current_person
from communities.founding.beginning import begin, beginning_from
from communities.founding.first_steps import first_steps, put_away
from communities.joining.pages import from_one_place
from communities.permissions import Action
from communities.questions.proposed_questions import proposed
from communities.rules.starting_rules import choices
from communities.settings.community_words import joinings, usual_words, visibilities
from communities.signing_in import once
from communities.signing_in.pages import let_in
from plumbing.database.session import db
from plumbing.security import limiter
from plumbing.web import Page, transaction
from plumbing.words.language import language

pages = Blueprint("beginning", __name__)

BEGINNING = "20 per hour; 100 per day"


@pages.get("/begin")
def new() -> Page:
    return _page() if is_open() else _closed()


@pages.post("/begin")
@limiter.limit(BEGINNING, key_func=from_one_place)
def create() -> Page:
    if not is_open():
        return _closed()
    if came := _came_before():
        return came
    person = current_person()
    form, name = request.form, person.name if person else ""
    try:
        with transaction(refused=_page):
            beginning = beginning_from(form, language(), name=name)
            member = begin(db.session, beginning, person, form.get("once", ""), language())
    except IntegrityError:
        # The same form, or the same name, at the same moment.
        return _came_before() or (_page({"": _("Probeer het nog een keer.")}), 422)
    path = url_for(".begun", slug=member.community.slug)
    response = redirect(path, 303) if person else let_in(member.person, path)
    if not person and beginning.founder.email:
        flash(_("Kijk in je mail en zeg daar dat je mailadres klopt."))
    return response


@pages.get("/g/<slug>/begin")
def begun(slug: str) -> Page:
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    return render_template(
        "communities/founding/begun.html",
        steps=first_steps(db.session, here.community),
        is_new=here.community.proposal_count == 0,
    )


@pages.post("/g/<slug>/begin/klaar")
def done(slug: str) -> Page:
    """The list of first steps is put away, for all facilitators."""
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    with transaction():
        put_away(db.session, here.community, here.member)
    return redirect(url_for("communities.show", slug=slug), 303)


def is_open() -> bool:
    """May anybody begin a community on this server?"""
    return bool(current_app.config["FOUNDING"] == "open")


def _came_before() -> Response | None:
    taken = once.taken_before(db.session, request.form.get("once", ""))
    return let_in(taken.person, taken.next_path) if taken else None


def _page(errors: dict[str, str] | None = None) -> str:
    typed = request.form
    values: dict[str, Any] = {
        "errors": errors or {},
        "typed": typed,
        "person": current_person(),
        "once": typed.get("once") or once.new_form(),
        "joinings": joinings(),
        "visibilities": visibilities(),
        "templates": choices(),
        "words": [(key, people) for key, (_one, people) in usual_words(language()).items()],
        "questions": [(one.key, one.text, one.purpose) for one in proposed("")],
        "ticked": typed.getlist("questions")
        if errors
        else [one.key for one in proposed("") if one.is_usual],
    }
    return render_template("communities/founding/new.html", **values)


def _closed() -> Page:
    return render_template("communities/founding/closed.html"), 403
