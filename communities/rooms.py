"""What this room brings into the application."""

from functools import cache

from flask import Flask, g
from flask_login import LoginManager
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from communities import (
    commands,
    community_pages,
    display,
    joining,
    me,
    rulebook,
    signing_in,
    visits,
)
from communities.models import Person
from plumbing.database import db
from plumbing.language import LANGUAGES, language

BLUEPRINTS = (
    signing_in.pages,
    display.pages,
    community_pages.pages,
    me.pages,
    rulebook.pages,
)

__all__ = ["init_app", "joining"]

login = LoginManager()


def init_app(app: Flask) -> None:
    login.session_protection = None
    login.init_app(app)
    login.user_loader(_person)
    app.context_processor(_frame)
    app.after_request(visits.count_visit)
    commands.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _person(session_id: str) -> Person | None:
    person_id, _, epoch = session_id.partition(".")
    if not person_id.isdigit():
        return None
    session: Session = db.session
    person = session.scalar(_by_id(), {"person_id": int(person_id)})
    return person if person and str(person.session_epoch) == epoch else None


@cache
def _by_id() -> Select[Person]:
    return select(Person).where(Person.id == bindparam("person_id"))


def _frame() -> dict[str, object]:
    """What the layout asks for on every page."""
    here = g.get("here")
    membership = here.membership if here else None
    return {
        "community": here.community if here else None,
        "membership": membership,
        "theme": display.chosen_theme(),
        "show_tabs": membership is not None and visits.sees_places(membership),
        "locale": language(),
        "languages": LANGUAGES,
    }
