"""Trial of what was prepared: pretend ballots, the real rule, and nothing kept."""

from flask import render_template, request

from communities.permissions import Action
from decisions.access import decision_for
from decisions.addresses import DECISION, pages
from decisions.here import DecisionHere
from decisions.methods.pretend_ballots import MOST_GROUPS, answers_of, play
from decisions.opening.enrolling import roll_of
from plumbing.database.session import db
from plumbing.web import Page


@pages.get(f"{DECISION}/proef")
def trying(slug: str, number: int) -> Page:
    return _page(decision_for(slug, number, Action.OPEN_DECISION))


@pages.post(f"{DECISION}/proef")
def tried(slug: str, number: int) -> Page:
    """Counted and shown; a form of many options is too long for an address."""
    return _page(decision_for(slug, number, Action.OPEN_DECISION))


def _page(found: DecisionHere) -> str:
    decision = found.decision
    return render_template(
        "decisions/opening/try.html",
        found=found,
        decision=decision,
        played=play(decision, request.form, roll_of(db.session, decision)),
        answers=answers_of(decision),
        may_add=MOST_GROUPS,
    )
