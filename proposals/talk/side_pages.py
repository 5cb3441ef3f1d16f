"""Side pages: writing what the other side means, and saying "Zo bedoel ik het"."""

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from communities.permissions import Action
from plumbing.database.session import db
from plumbing.web import Page, transaction
from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import ONE, address, back_to
from proposals.phases import Step
from proposals.talk.sides import MOST_WORDS, approve_side, write_side
from proposals.threads import Side, SideOf

pages = Blueprint("sides", __name__, url_prefix=f"{ONE}/kanten/<side>")
SIDE_NAMES = {"voor": SideOf.FOR, "tegen": SideOf.AGAINST}


@pages.get("")
def edit(slug: str, number: int, side: str) -> str:
    found = proposal_for(slug, number, Action.CONTRIBUTE, Step.WRITE_SIDE)
    written = db.session.get(Side, (found.proposal.id, _side(side)))
    return _form(found, side, written.words if written else "", {})


@pages.post("")
def write(slug: str, number: int, side: str) -> Page:
    found = proposal_for(slug, number, Action.CONTRIBUTE, Step.WRITE_SIDE)
    words = request.form.get("words", "")
    with transaction(lambda errors: _form(found, side, words, errors)):
        write_side(db.session, found.proposal, _side(side), found.member, words)
    flash(_("Het staat erbij. Iemand van die kant kan nu zeggen: zo bedoel ik het."))
    return back_to(found, "kanten")


@pages.post("/akkoord")
def approval(slug: str, number: int, side: str) -> Response:
    found = proposal_for(slug, number, Action.REACT, Step.WRITE_SIDE)
    with transaction():
        row = db.session.get(Side, (found.proposal.id, _side(side)), with_for_update=True)
        approve_side(db.session, row or abort(404), found.member, found.proposal)
    flash(_("Zo bedoel je het. Het staat erbij met je naam."))
    return back_to(found, "kanten")


def _side(name: str) -> SideOf:
    return SIDE_NAMES.get(name) or abort(404)


def _form(found: ProposalHere, name: str, words: str, errors: dict[str, str]) -> str:
    return render_template(
        "proposals/talk/side.html",
        found=found,
        proposal=found.proposal,
        side=_side(name),
        name=name,
        words=words,
        errors=errors,
        most=MOST_WORDS,
        address=lambda endpoint="proposals.show", **values: address(found, endpoint, **values),
    )
