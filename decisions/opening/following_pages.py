"""One press after a count that settled nothing: what follows stands ready, to be looked at once."""

from flask import redirect, url_for

from communities.permissions import Action
from decisions.access import decision_for
from decisions.addresses import DECISION, pages
from decisions.opening.follow_up import follow_up
from plumbing.database.session import db
from plumbing.web import Page, WrongMoment, transaction


@pages.post(f"{DECISION}/vervolg")
def following(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.FOLLOW_UP)
    with transaction(_not_now):
        next_one = follow_up(db.session, found.decision, found.member)
    return redirect(url_for(".show", slug=slug, number=next_one), 303)


def _not_now(errors: dict[str, str]) -> Page:
    """What was agreed for afterwards may by now be against the rules, or ask for more options."""
    raise WrongMoment(" ".join(errors.values()))
