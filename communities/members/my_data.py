"""One's own data: name, language, what the community asks, and all of it to take along."""

from typing import Any

from flask import (
    Response,
    abort,
    after_this_request,
    flash,
    json,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from communities import log
from communities.access import Here, community_for
from communities.display import keep_in_cookie
from communities.members import pages as members
from communities.members.own_data import own_data
from communities.models import Attribute, Membership
from communities.permissions import Action
from communities.questions.declaring import attributes_of, declare, declared_by, withdraw
from plumbing.database.session import db
from plumbing.security import keep_nowhere
from plumbing.web import Invalid, Page, transaction, wants_fragment
from plumbing.words.language import COOKIE, LANGUAGES

pages = members.pages


@pages.get("/ik")
def me(slug: str) -> Page:
    return own_page(own_place(slug))


@pages.post("/ik")
def change(slug: str) -> Page:
    """Her name here and her language."""
    here = own_place(slug)
    member = here.member
    name = " ".join(request.form.get("name", "").split())
    language = request.form.get("language", "")
    typed = {"name": name, "language": language}
    with transaction(lambda errors: own_page(here, errors, typed)):
        _refuse_wrong(name, language, member)
        member.name = member.person.name = name
        member.person.language = language
    response = _back(slug, _("Je gegevens zijn bewaard."))
    keep_in_cookie(response, COOKIE, language)
    return response


@pages.post("/ik/gegevens/<key>")
def tell(slug: str, key: str) -> Page:
    """Answer what the community asks."""
    here = own_place(slug)
    attribute = _attribute(here, key)
    keys = request.form.getlist("value")
    with transaction(lambda errors: _refused(here, attribute, errors, keys)):
        declare(db.session, here.member, attribute, keys, agrees="agrees" in request.form)
    return _answered(here, attribute, _("Je antwoord is bewaard."))


@pages.post("/ik/gegevens/<key>/intrekking")
def untell(slug: str, key: str) -> Page:
    """Withdraw an answer; it is deleted at once."""
    here = own_place(slug)
    attribute = _attribute(here, key)
    with transaction():
        withdraw(db.session, here.member, attribute)
    return _answered(here, attribute, _("Je antwoord is weg."))


@pages.get("/ik/gegevens.json")
def download(slug: str) -> Page:
    here = own_place(slug)
    text = json.dumps(own_data(db.session, here.member), ensure_ascii=False, indent=2)
    response = Response(text, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"gehoord-{slug}.json")
    return response


def own_place(slug: str) -> Here:
    """Her own page, which no device keeps."""
    after_this_request(keep_nowhere)
    return community_for(slug, Action.SEE_OWN_DATA)


def own_page(
    here: Here, errors: dict[str, str] | None = None, typed: dict[str, Any] | None = None
) -> str:
    """The whole page; with what is wrong and what was typed, if anything was."""
    return render_template(
        "communities/members/my_data.html",
        attributes=attributes_of(db.session, here.community),
        declared=declared_by(db.session, here.member),
        about_me=log.lines_of(db.session, here.community.id, about=here.member),
        errors=errors or {},
        typed=typed or {},
    )


def _refuse_wrong(name: str, language: str, member: Membership) -> None:
    errors: dict[str, str] = {}
    if not 1 <= len(name) <= 120:
        errors["name"] = _("Schrijf hier hoe je heet, in hoogstens 120 letters.")
    if language not in (*LANGUAGES, member.person.language):
        errors["language"] = _("Kies een taal uit de lijst.")
    if errors:
        raise Invalid(errors)


def _attribute(here: Here, key: str) -> Attribute:
    for attribute in attributes_of(db.session, here.community):
        if attribute.key == key:
            return attribute
    abort(404)


def _answered(here: Here, attribute: Attribute, words: str) -> Page:
    if not wants_fragment():
        return _back(here.community.slug, words, f"gegevens-{attribute.key}")
    declared = declared_by(db.session, here.member)
    return _fragment(attribute, declared=declared, done=words)


def _refused(here: Here, attribute: Attribute, errors: dict[str, str], keys: list[str]) -> str:
    if not wants_fragment():
        return own_page(here, errors, {attribute.key: keys})
    declared = declared_by(db.session, here.member)
    return _fragment(attribute, declared=declared, errors=errors, typed={attribute.key: keys})


def _fragment(attribute: Attribute, **values: Any) -> str:
    shown: dict[str, Any] = {"errors": {}, "typed": {}, "done": ""} | values
    return render_template("communities/members/_attribute.html", attribute=attribute, **shown)


def _back(slug: str, words: str, anchor: str | None = None) -> BaseResponse:
    flash(words)
    return redirect(url_for(".me", slug=slug, _anchor=anchor), 303)
