"""The settings of a community: its words, how one comes in, and what it asks its members."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from communities import log
from communities.access import Here, community_for
from communities.models import Attribute
from communities.permissions import Action
from communities.questions.asking import question_from
from communities.questions.declaring import all_attributes_of, retire
from communities.questions.proposed_questions import ask_proposed, proposed
from communities.questions.question import ask
from communities.settings.community_words import joinings, usual_words, visibilities, words_from
from communities.settings.words import name_of
from communities.typed_text import clean
from plumbing.database.session import db
from plumbing.security import keep_nowhere
from plumbing.values import asdict
from plumbing.web import Invalid, Page, transaction

pages = Blueprint("settings", __name__, url_prefix="/g/<slug>/instellingen")
pages.after_request(keep_nowhere)

MOST_QUESTIONS = 12


@pages.get("")
def show(slug: str) -> Page:
    return _page(community_for(slug, Action.CHANGE_COMMUNITY))


@pages.post("")
def change(slug: str) -> Page:
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    with transaction(lambda errors: _page(here, errors)):
        changed = _set(here, _settings(request.form, here.community.language))
    return _back(slug, _("De instellingen zijn bewaard.") if changed else _("Er veranderde niets."))


@pages.post("/vragen")
def add_question(slug: str) -> Page:
    """One that most can use, or one of their own."""
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    asked = all_attributes_of(db.session, here.community)
    with transaction(lambda errors: _page(here, errors)):
        if sum(one.retired_at is None for one in asked) >= MOST_QUESTIONS:
            raise Invalid({"question": _("Jullie vragen al genoeg. Haal eerst een vraag weg.")})
        attribute = _asked(here, {one.key for one in asked})
        here.community.asks_who_is_missing = True
        _note(here, "question_added", attribute)
    return _back(slug, _("De vraag staat erbij."), "asked")


@pages.post("/vragen/<key>/einde")
def retire_question(slug: str, key: str) -> Page:
    """It is asked no longer, and every answer is deleted."""
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    attributes = {one.key: one for one in all_attributes_of(db.session, here.community)}
    attribute = attributes.get(key) or abort(404)
    # Pressing twice is pressing once.
    if attribute.retired_at is None:
        with transaction():
            retire(db.session, attribute)
            _note(here, "question_retired", attribute)
    return _back(slug, _("De vraag en alle antwoorden zijn weg."), "asked")


def _set(here: Here, settings: dict[str, Any]) -> list[str]:
    """The names of the settings that are other than they were."""
    changed = [name for name, value in settings.items() if getattr(here.community, name) != value]
    for name in changed:
        setattr(here.community, name, settings[name])
    if changed:
        log.note(db.session, here.community.id, "settings", here.member, changed=changed)
    return changed


def _note(here: Here, action: str, attribute: Attribute) -> None:
    question = attribute.question
    log.note(db.session, here.community.id, action, here.member, question=question)


def _settings(form: MultiDict[str, str], language: str) -> dict[str, Any]:
    errors: dict[str, str] = {}
    phone = clean(form.get("phone", ""))
    if len(phone) > 40 or (phone and sum(map(str.isdigit, phone)) < 3):
        errors["phone"] = _("Dit is geen telefoonnummer.")
    words = words_from(form, errors, language)
    if words is None:
        raise Invalid(errors)
    return {
        **asdict(words),
        "phone": phone,
        "indexable": "indexable" in form,
        "asks_who_is_missing": form.get("asks") == "yes",
    }


def _asked(here: Here, taken: set[str]) -> Attribute:
    if key := request.form.get("proposed"):
        if key in taken or key not in {one.key for one in proposed("")}:
            raise Invalid({"question": _("Deze vraag staat er al.")})
        (attribute,) = ask_proposed(db.session, here.community, [key])
        return attribute
    own = question_from(request.form, taken)
    return ask(
        db.session,
        here.community,
        own.key,
        own.text,
        own.purpose,
        own.answers,
        kind=own.kind,
        unit=own.unit,
        sensitive=own.sensitive,
    )


def _back(slug: str, words: str, anchor: str | None = None) -> Response:
    flash(words)
    return redirect(url_for(".show", slug=slug, _anchor=anchor), 303)


def _page(here: Here, errors: dict[str, str] | None = None) -> str:
    asked = all_attributes_of(db.session, here.community)
    known = {one.key for one in asked}
    community = here.community
    usual = usual_words(community.language)
    own = (community.person_word, community.people_word)
    return render_template(
        "communities/settings/settings.html",
        errors=errors or {},
        typed=request.form if errors else MultiDict(),
        joinings=joinings(),
        visibilities=visibilities(),
        words=[(key, people) for key, (_one, people) in usual.items()],
        word=next((key for key, pair in usual.items() if pair == own), ""),
        asked=[one for one in asked if one.retired_at is None],
        proposals=[one for one in proposed(community.people_word) if one.key not in known],
    )


def _changed(by: str, details: dict[str, Any]) -> str:
    names = ", ".join(name_of(name) for name in details["changed"])
    return _("%(by)s veranderde de instellingen: %(names)s.", by=by, names=names)


def _added(by: str, details: dict[str, Any]) -> str:
    question = details["question"]
    return _("%(by)s zette een vraag aan de leden erbij: %(question)s", by=by, question=question)


def _retired(by: str, details: dict[str, Any]) -> str:
    question = details["question"]
    return _("%(by)s haalde een vraag aan de leden weg: %(question)s", by=by, question=question)


SENTENCES: log.Sentences = {
    "settings": _changed,
    "question_added": _added,
    "question_retired": _retired,
}
