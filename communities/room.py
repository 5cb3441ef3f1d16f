"""Room of communities: its pages, what it answers to, and what every page may ask."""

from flask import Flask, g
from flask_login import LoginManager
from markupsafe import Markup
from sqlalchemy.orm import Session

from communities import commands, display, events, log, memberships, pages, visits, ways_in
from communities.founding import beginning, first_steps
from communities.founding import pages as founding_pages
from communities.joining import bringing_in, links, list_pages, people_pages, requests
from communities.joining import pages as joining_pages
from communities.members import (
    leaving,
    leaving_pages,
    member_page,
    my_data,
    reach_pages,
    role_pages,
)
from communities.members import pages as member_pages
from communities.models import Person
from communities.rules import pages as rule_pages
from communities.rules import words as rule_words
from communities.settings import pages as setting_pages
from communities.settings import place_pages
from communities.signing_in import coming, guessing, letter_codes, shared_device
from communities.signing_in import links as sign_in_links
from communities.signing_in import pages as sign_in_pages
from plumbing import jobs
from plumbing.database.session import db
from plumbing.web import add_pages
from plumbing.words.formality import u
from plumbing.words.language import LANGUAGES, language, taking_part

TABLES = (ways_in,)
PAGES = (
    sign_in_pages,
    coming,
    display,
    pages,
    member_pages,
    member_page,
    my_data,
    reach_pages,
    leaving_pages,
    role_pages,
    place_pages,
    rule_pages,
    founding_pages,
    joining_pages,
    people_pages,
    list_pages,
    setting_pages,
)
LOGGED = (
    beginning,
    bringing_in,
    first_steps,
    leaving,
    letter_codes,
    links,
    list_pages,
    member_page,
    memberships,
    place_pages,
    requests,
    rule_words,
    setting_pages,
    sign_in_links,
)
"""Modules that say how what they write into the community's log reads."""

login = LoginManager()


def init_app(app: Flask) -> None:
    """Add the pages of this room to the application, and who is signed in to every request."""
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
    add_pages(app, PAGES)
    _answer()


def _answer() -> None:
    events.waits_for_facilitators.add(requests.for_facilitators)
    jobs.every_minute.add(sign_in_links.forget_old_links)
    for module in LOGGED:
        log.sentences.update(module.SENTENCES)
    log.only_to_her.add(letter_codes.AMONG_MORE)
    taking_part.update((sign_in_pages.pages.name, coming.pages.name, display.pages.name))


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
