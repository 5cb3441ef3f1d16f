"""What this room brings into the application."""

from flask import Flask, g
from flask_login import LoginManager
from markupsafe import Markup
from sqlalchemy.orm import Session

from communities import commands, display, visits
from communities import pages as community_pages
from communities import ways_in as joining
from communities.founding import pages as begin_pages
from communities.joining import list_pages, people_pages
from communities.joining import pages as join_pages
from communities.members import leaving_pages, member_page, reach_pages, role_pages
from communities.members import my_data as me
from communities.models import Person
from communities.rules import pages as rulebook
from communities.settings import pages as setting_pages
from communities.settings import place_pages
from communities.signing_in import coming, guessing, shared_device
from communities.signing_in import pages as signing_in
from plumbing.database.session import db
from plumbing.words.formality import u
from plumbing.words.language import LANGUAGES, language, taking_part

BLUEPRINTS = (
    signing_in.pages,
    coming.pages,
    display.pages,
    community_pages.pages,
    me.pages,
    place_pages.pages,
    rulebook.pages,
    begin_pages.pages,
    join_pages.pages,
    people_pages.pages,
    role_pages.pages,
    setting_pages.pages,
)

__all__ = ["init_app", "joining", "leaving_pages", "list_pages", "member_page", "reach_pages"]

login = LoginManager()


def init_app(app: Flask) -> None:
    login.session_protection = None
    login.init_app(app)
    login.user_loader(_person)
    guessing.init_app(app)
    app.before_request(shared_device.end_when_left_behind)
    app.context_processor(_frame)
    app.jinja_env.globals.update(
        u=u, is_accompanied=coming.is_accompanied, is_shared=shared_device.is_shared
    )
    app.jinja_env.filters["ours"] = _ours
    app.after_request(visits.count_visit)
    commands.init_app(app)
    taking_part.update((signing_in.pages.name, coming.pages.name, display.pages.name))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _person(session_id: str) -> Person | None:
    person_id, _, epoch = session_id.partition(".")
    if not person_id.isdigit():
        return None
    session: Session = db.session
    # Mostly a page has already read who asks, together with what she asks for.
    person = session.get(Person, int(person_id))
    return person if person and str(person.session_epoch) == epoch else None


def _ours(words: str) -> str:
    """What this community wrote itself; on a page in another language it says in which."""
    here = g.get("here")
    if here is None or here.community.language == language():
        return words
    return Markup('<bdi lang="{}">{}</bdi>').format(here.community.language, words)


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
