"""Readiness pages: wanting a decision, helping, saying it is ready, or beginning at once."""

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from communities.permissions import Action
from communities.rules.rules import rules_of
from plumbing.database.session import db
from plumbing.web import Page, transaction, wants_fragment
from plumbing.words.language import day
from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import ONE, address, back_to, turned_on
from proposals.models import FairnessRemark, HelpOffer
from proposals.page.pages import refused
from proposals.phases import Step
from proposals.readiness.backing import back, offer_help
from proposals.readiness.fairness import answer_remark, remark_on_fairness
from proposals.readiness.readiness import press_ready
from proposals.readiness.starting import object_to_start, start_at_once

pages = Blueprint("readiness", __name__, url_prefix=ONE)


@pages.post("/meebeslissers")
def backing(slug: str, number: int) -> Response:
    found = proposal_for(slug, number, Action.REACT, Step.BACK)
    wants = turned_on()
    with transaction():
        back(db.session, found.proposal, found.member, on=wants)
    flash(
        _("Jij wilt hierover beslissen.") if wants else _("Je wilt hier toch niet over beslissen.")
    )
    return back_to(found, "besluit")


@pages.post("/meehelpers")
def helping(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.REACT, Step.HELP)
    is_helper = turned_on()
    with transaction():
        offer_help(db.session, found.proposal, found.member, on=is_helper)
    if wants_fragment():
        return render_template(
            "proposals/readiness/_help.html",
            is_helper=is_helper,
            helpers=_number_of_helpers(found),
            url=address(found, "readiness.helping"),
        )
    flash(_("Fijn! Jij helpt mee.") if is_helper else _("Je helpt niet meer mee."))
    return back_to(found, "meehelpen")


@pages.post("/gereedheid")
def ready(slug: str, number: int) -> Response:
    found = proposal_for(slug, number, Action.PRESS_READY, Step.PRESS_READY)
    with transaction():
        press_ready(db.session, found.proposal, rules_of(db.session, found.community))
    flash(_("Je vraag ligt er. Anderen kunnen nu zeggen of hij eerlijk gesteld is."))
    return back_to(found, "besluit")


@pages.post("/opmerkingen")
def remark(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.REMARK_ON_FAIRNESS, Step.REMARK_ON_FAIRNESS)
    with transaction(lambda errors: refused(found, "remark", errors)):
        remark_on_fairness(db.session, found.proposal, found.member, request.form.get("remark", ""))
    flash(_("Je opmerking staat erbij."))
    return back_to(found, "besluit")


@pages.post("/opmerkingen/<int:remark_id>")
def remark_answer(slug: str, number: int, remark_id: int) -> Page:
    found = proposal_for(slug, number, Action.PRESS_READY, Step.REMARK_ON_FAIRNESS)
    row = db.session.get(FairnessRemark, remark_id)
    if row is None or row.proposal_id != found.proposal.id:
        abort(404)
    with transaction(lambda errors: refused(found, f"remark-{remark_id}", errors)):
        answer_remark(db.session, row, request.form.get("answer", ""))
    flash(_("Je antwoord staat erbij."))
    return back_to(found, "besluit")


@pages.post("/begin")
def start(slug: str, number: int) -> Response:
    found = proposal_for(slug, number, Action.START_AT_ONCE, Step.START_AT_ONCE)
    with transaction():
        start_at_once(db.session, found.proposal, rules_of(db.session, found.community))
    begins = found.proposal.starting_at
    if begins is not None:
        flash(_("Zonder bezwaar beginnen jullie op %(day)s.", day=day(begins)))
    return back_to(found, "besluit")


@pages.post("/begin/bezwaren")
def objection(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.REACT, Step.OBJECT_TO_START)
    with transaction(lambda errors: refused(found, "objection", errors)):
        object_to_start(db.session, found.proposal, found.member, request.form.get("reason", ""))
    flash(_("Je bezwaar staat erbij. Er komt nu eerst een besluit."))
    return back_to(found, "besluit")


def _number_of_helpers(found: ProposalHere) -> int:
    return (
        db.session.scalar(select(func.count()).where(HelpOffer.proposal_id == found.proposal.id))
        or 0
    )
