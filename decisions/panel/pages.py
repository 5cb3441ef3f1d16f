"""The page behind the panel: how we know this, the figures as a table, and what one can add."""

from typing import SupportsFloat

from babel.numbers import format_decimal
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from communities.permissions import Action
from decisions.access import decision_for
from decisions.hearing.wishes import wishes_for
from decisions.here import DecisionHere
from decisions.panel.for_viewer import panel_for
from decisions.panel.small_circle import say_who_is_absent
from decisions.phases import what_now
from decisions.roll import Channel, Delivery, Invitation, RollEntry
from plumbing.clock import now
from plumbing.database.session import db
from plumbing.web import Page, WrongMoment, transaction
from plumbing.words.language import language
from representation.disclosure import SMALL_CIRCLE

pages = Blueprint("hearing", __name__, url_prefix="/g/<slug>/besluiten/<numbered:number>/gehoord")


@pages.get("")
def show(slug: str, number: int) -> str:
    found = decision_for(slug, number)
    return _page(found, {})


@pages.post("/afwezigen")
def say_absent(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.CONTRIBUTE)
    if not found.decision.is_open:
        raise WrongMoment(what_now(found.decision.phase))
    with transaction(lambda errors: _page(found, errors)):
        say_who_is_absent(db.session, found.decision, found.member, request.form.get("words", ""))
    flash(_("Het staat erbij."))
    return _back(found)


@pages.post("/uitnodigingen/<int:entry_id>")
def told(slug: str, number: int, entry_id: int) -> Response:
    """ "Dit klopt niet": she was told in person."""
    found = decision_for(slug, number, Action.SEE_FACILITATOR_PANEL)
    entry = db.session.get(RollEntry, entry_id)
    if entry is None or entry.decision_id != found.decision.id:
        abort(404)
    with transaction():
        db.session.add(
            Invitation(entry_id=entry.id, channel=Channel.PERSON, at=now(), delivery=Delivery.SENT)
        )
    flash(_("Het staat erbij: %(name)s is persoonlijk uitgenodigd.", name=entry.name))
    return _back(found)


def _page(found: DecisionHere, errors: dict[str, str]) -> str:
    return render_template(
        "decisions/panel/show.html",
        found=found,
        decision=found.decision,
        panel=panel_for(found),
        wishes=wishes_for(found.decision, found.membership),
        errors=errors,
        typed=request.form,
        decimal=_decimal,
        SMALL_CIRCLE=SMALL_CIRCLE,
    )


def _decimal(value: SupportsFloat, places: int) -> str:
    return str(format_decimal(float(value), "0." + "0" * places, locale=language()))


def _back(found: DecisionHere) -> Response:
    address = url_for(
        "decisions.show", slug=found.community.slug, number=found.decision, _anchor="gehoord"
    )
    return redirect(address, 303)
