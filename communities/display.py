"""Display of the pages to one person: the language, light or dark, and the places she sees."""

from flask import Blueprint, redirect, render_template, request
from sqlalchemy import update
from werkzeug.wrappers import Response

from communities.access import current_person
from communities.models import Person
from plumbing.database.session import db
from plumbing.paths import local
from plumbing.web import transaction
from plumbing.words.catalogues import states
from plumbing.words.language import COOKIE as LANGUAGE
from plumbing.words.language import LANGUAGES

pages = Blueprint("display", __name__)

THEME = "weergave"
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 60 * 60


@pages.get("/talen")
def languages() -> str:
    """How far each language is, and what in it a machine wrote and nobody read."""
    return render_template("shared/languages.html", states=states())


@pages.post("/taal")
def language() -> Response:
    return _keep(LANGUAGE, "language", request.form.get("language", ""), tuple(LANGUAGES))


@pages.post("/weergave")
def theme() -> Response:
    return _keep(THEME, "theme", request.form.get("theme", ""), THEMES)


def chosen_theme() -> str:
    """ "light" or "dark" where this person chose one; empty where the device decides."""
    kept = request.cookies.get(THEME)
    person = current_person()
    asked = kept if kept in THEMES else person.theme if person else "auto"
    return "" if asked == "auto" else asked


def keep_in_cookie(response: Response, name: str, value: str) -> None:
    """Remember a choice on this device for a year."""
    response.set_cookie(
        name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure
    )


def _keep(cookie: str, column: str, value: str, known: tuple[str, ...]) -> Response:
    response = redirect(local(request.form.get("next")), 303)
    if value not in known:
        return response
    person = current_person()
    if person is not None:
        with transaction():
            db.session.execute(update(Person).where(Person.id == person.id).values({column: value}))
    keep_in_cookie(response, cookie, value)
    return response
