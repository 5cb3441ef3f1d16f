"""The places of a community: where it can be found, when, and where somebody helps with voting."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from communities import log
from communities.access import Here, community_for
from communities.models import Place
from communities.permissions import Action
from communities.places import add_place, places_of
from plumbing.database.session import db
from plumbing.web import Invalid, Page, transaction

pages = Blueprint("places", __name__, url_prefix="/g/<slug>/plaatsen")

PLACE_LENGTHS = {"name": 120, "address": 200, "hours": 200}


@pages.get("")
def index(slug: str) -> Page:
    return _page(community_for(slug, Action.CHANGE_COMMUNITY))


@pages.post("")
def add(slug: str) -> Page:
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    with transaction(lambda errors: _page(here, errors)):
        place = add_place(db.session, here.community, **_filled_in())
        _note(here, "place_added", place)
    return _back(slug, _("De plaats staat erbij."))


@pages.post("/<int:place_id>")
def change(slug: str, place_id: int) -> Page:
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    place = _place(here, place_id)
    with transaction(lambda errors: _page(here, errors, place_id)):
        for name, value in _filled_in().items():
            setattr(place, name, value)
        _note(here, "place_changed", place)
    return _back(slug, _("De plaats is bewaard."))


@pages.post("/<int:place_id>/verwijdering")
def removal(slug: str, place_id: int) -> Page:
    here = community_for(slug, Action.CHANGE_COMMUNITY)
    place = _place(here, place_id)
    with transaction():
        db.session.delete(place)
        _note(here, "place_removed", place)
    return _back(slug, _("De plaats is weg."))


def _filled_in() -> dict[str, Any]:
    typed = {name: " ".join(request.form.get(name, "").split()) for name in PLACE_LENGTHS}
    errors = {
        name: _("Schrijf hier hoogstens %(number)s letters.", number=longest)
        for name, longest in PLACE_LENGTHS.items()
        if len(typed[name]) > longest
    }
    if not typed["name"]:
        errors["name"] = _("Geef de plaats een naam.")
    if errors:
        raise Invalid(errors)
    return {**typed, "helps_with_voting": "helps_with_voting" in request.form}


def _place(here: Here, place_id: int) -> Place:
    place = db.session.scalar(
        select(Place).where(Place.id == place_id, Place.community_id == here.community.id)
    )
    if place is None:
        abort(404)
    return place


def _note(here: Here, action: str, place: Place) -> None:
    log.note(db.session, here.community.id, action, here.member, place=place.name)


def _back(slug: str, words: str) -> Response:
    flash(words)
    return redirect(url_for(".index", slug=slug), 303)


def _page(here: Here, errors: dict[str, str] | None = None, changing: int = 0) -> str:
    return render_template(
        "communities/settings/places.html",
        found_at=places_of(db.session, here.community),
        errors=errors or {},
        changing=changing,
        typed=request.form,
    )


SENTENCES: log.Sentences = {
    "place_added": lambda by, details: _(
        "%(by)s zette een plaats erbij: %(place)s.", by=by, place=details["place"]
    ),
    "place_changed": lambda by, details: _(
        "%(by)s veranderde een plaats: %(place)s.", by=by, place=details["place"]
    ),
    "place_removed": lambda by, details: _(
        "%(by)s haalde een plaats weg: %(place)s.", by=by, place=details["place"]
    ),
}
