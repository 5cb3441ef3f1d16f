"""Explanation pages: "Uitleg in een andere taal of als geluid, door een buur"."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from communities import log
from communities.permissions import Action
from plumbing.database.session import db, reads_first
from plumbing.web import Page, transaction
from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import ONE, back_to
from proposals.explanations.explaining import explain, hide, take_away
from proposals.phases import Step
from proposals.sound.recordings import OF_AN_EXPLANATION
from proposals.sound.sounds import sent
from proposals.talk.pages import render
from proposals.voices import Explanation

pages = Blueprint("explanations", __name__, url_prefix=f"{ONE}/uitleg")


@pages.get("")
def new(slug: str, number: int) -> str:
    return _form(proposal_for(slug, number, Action.EXPLAIN, Step.EXPLAIN))


@pages.post("")
@reads_first
def add(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.EXPLAIN, Step.EXPLAIN)
    form = request.form
    with transaction(lambda errors: _form(found, errors)):
        voice = sent(OF_AN_EXPLANATION)
        explain(
            db.turn_to_writing(),
            found.proposal,
            found.member,
            form.get("language", ""),
            form.get("words", ""),
            voice,
        )
    flash(_("Dank je. Je uitleg staat erbij."))
    return back_to(found, "uitleg")


@pages.post("/<int:explanation_id>/verwijdering")
def removal(slug: str, number: int, explanation_id: int) -> Response:
    found = proposal_for(slug, number, Action.READ_THREADS)
    explanation = _one(found, explanation_id)
    if explanation.by_id != found.member.id:
        abort(403)
    with transaction():
        take_away(db.session, explanation)
    flash(_("Je uitleg is weg."))
    return back_to(found, "uitleg")


@pages.post("/<int:explanation_id>/verberging")
def hiding(slug: str, number: int, explanation_id: int) -> Response:
    found = proposal_for(slug, number, Action.HIDE_CONTRIBUTION)
    explanation = _one(found, explanation_id)
    with transaction(lambda errors: _say_why_not(found, errors)):
        hide(db.session, explanation, found.member, request.form.get("reason", ""))
        log.note(
            db.session,
            found.community.id,
            "contribution_hidden",
            found.member,
            title=found.proposal.title,
            reason=explanation.hidden_because,
        )
    flash(_("Deze uitleg is verborgen."))
    return back_to(found, "uitleg")


def _say_why_not(found: ProposalHere, errors: dict[str, str]) -> Response:
    flash(errors["reason"], "wrong")
    return back_to(found, "uitleg")


def _one(found: ProposalHere, explanation_id: int) -> Explanation:
    explanation = db.session.get(Explanation, explanation_id)
    if explanation is None or explanation.proposal_id != found.proposal.id:
        abort(404)
    return explanation


def _form(found: ProposalHere, errors: dict[str, str] | None = None) -> str:
    return render(
        "proposals/explanations/explanation.html",
        found,
        errors=errors or {},
        values=request.form,
        seconds=OF_AN_EXPLANATION,
    )
