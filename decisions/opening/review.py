"""Review of what is prepared: everything once more, before it is fixed by opening."""

from flask import render_template

from decisions.here import DecisionHere
from decisions.opening.defaults import warnings
from decisions.opening.enrolling import reach_of
from plumbing.database.session import db
from plumbing.web import Page


def summary(found: DecisionHere, errors: dict[str, str] | None = None) -> Page:
    """The page to check; with 422 when opening found something wrong."""
    decision = found.decision
    roll, by_mail = reach_of(db.session, decision)
    page = render_template(
        "decisions/opening/prepared.html",
        found=found,
        decision=decision,
        roll=roll,
        by_mail=by_mail,
        warnings=warnings(decision.method, is_secret=decision.is_secret, roll=roll),
        errors=errors or {},
    )
    return (page, 422) if errors else page
