"""Asking a quick question, their own short list, and making a proposal of one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from communities.access import community_for
from communities.permissions import Action
from decisions.access import decision_for
from decisions.counting.closing import seal_what_is_due
from meetings import screens
from meetings.quick import (
    LONGEST_OPTION,
    LONGEST_QUESTION,
    MOST_OPTIONS,
    ask_quickly,
    asked_in,
    propose,
)
from plumbing.database.session import db
from plumbing.web import Page, WrongMoment, transaction

pages = Blueprint("quick", __name__, url_prefix="/g/<slug>")


@pages.get("/snelle-vraag")
def new(slug: str) -> Page:
    community_for(slug, Action.ASK_QUICKLY)
    return _form({})


@pages.post("/snelle-vraag")
def ask(slug: str) -> Page:
    """Open the question and put it on the screen, in one go."""
    here = community_for(slug, Action.ASK_QUICKLY)
    question, options = request.form.get("question", ""), request.form.getlist("option")
    with transaction(_form):
        decision = ask_quickly(db.session, here.community, here.member, question, options)
        screens.put(db.session, here.community, decision, here.member)
    return redirect(url_for("remote.show", slug=slug), 303)


@pages.get("/snelle-vragen")
def index(slug: str) -> Page:
    here = community_for(slug, Action.READ_THREADS)
    seal_what_is_due(here.community.id)
    return render_template(
        "meetings/quick_list.html",
        here_is=here,
        asked=asked_in(db.session, here.community),
    )


@pages.post("/snelle-vragen/<numbered:number>/voorstel")
def proposing(slug: str, number: int) -> Page:
    """ "Als besluit openen": it becomes a proposal, that everybody can talk about first."""
    found = decision_for(slug, number, Action.ASK_QUICKLY)
    if found.decision.binds:
        raise WrongMoment(_("Dit is al een besluit."))
    with transaction():
        proposal = propose(db.session, found.decision)
    flash(_("Het is nu een voorstel. Jullie kunnen erover praten."))
    return redirect(url_for("proposals.show", slug=slug, number=proposal), 303)


def _form(errors: dict[str, str]) -> str:
    options = request.form.getlist("option")[:MOST_OPTIONS]
    return render_template(
        "meetings/quick.html",
        errors=errors,
        question=request.form.get("question", ""),
        options=options + [""] * (MOST_OPTIONS - len(options)),
        longest_question=LONGEST_QUESTION,
        longest_option=LONGEST_OPTION,
    )
