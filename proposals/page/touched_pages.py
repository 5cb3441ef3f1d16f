"""Whom a proposal touches: adding them, taking up the talk, noting what they said."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from communities.permissions import Action
from plumbing.database.session import db
from plumbing.web import Invalid, Page, transaction
from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import ONE, back_to
from proposals.fields import fields_of
from proposals.models import Touched, TouchedStatus
from proposals.page.pages import refused
from proposals.phases import Step
from proposals.writing.touching import note_talk, note_touched, talk_with

pages = Blueprint("touched", __name__, url_prefix=f"{ONE}/betrokkenen")


@pages.post("")
def add(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.ADD_TOUCHED, Step.TOUCH)
    form = request.form
    with transaction(lambda errors: refused(found, "touched", errors)):
        note_touched(
            db.session,
            found.proposal,
            found.member,
            form.get("who", ""),
            form.get("how", ""),
            must_agree="must_agree" in form,
        )
    flash(_("Het staat erbij."))
    return back_to(found, "wie")


@pages.post("/<int:touched_id>/gesprek")
def talk(slug: str, number: int, touched_id: int) -> Response:
    found = proposal_for(slug, number, Action.TAKE_UP_OUTREACH, Step.TOUCH)
    touched = _one(found, touched_id)
    with transaction():
        talk_with(db.session, touched, found.member)
    flash(
        _("Jij gaat met hen praten. Vertel daarna hier wat ze zeiden.")
        if touched.talker_id
        else _("Je gaat toch niet met hen praten.")
    )
    return back_to(found, f"wie-{touched_id}")


@pages.post("/<int:touched_id>")
def note(slug: str, number: int, touched_id: int) -> Page:
    found = proposal_for(slug, number, Action.TAKE_UP_OUTREACH, Step.TOUCH)
    form = request.form
    with transaction(lambda errors: refused(found, f"touched-{touched_id}", errors)):
        note_talk(
            db.session,
            _one(found, touched_id),
            found.member,
            _status(form.get("status", "")),
            form.get("words", ""),
            fields_of({"answer_due": form.get("status_on", "")})["answer_due"],
        )
    flash(_("Het staat erbij."))
    return back_to(found, f"wie-{touched_id}")


def _status(text: str) -> TouchedStatus:
    try:
        return TouchedStatus(text)
    except ValueError as unknown:
        raise Invalid({"status": _("Kies hoe het gesprek ging.")}) from unknown


def _one(found: ProposalHere, touched_id: int) -> Touched:
    touched = db.session.get(Touched, touched_id)
    if touched is None or touched.proposal_id != found.proposal.id:
        abort(404)
    return touched
