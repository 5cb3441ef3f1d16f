"""Review on the day that was set: does it still work, and what did we learn?"""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.log import append
from decisions.models import Decision, Phase
from decisions.records.models import Keeping, Outcome, Review
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import Invalid, WrongMoment

LONGEST_LESSON = 2000


def look_back(
    session: Session, decision: Decision, by: Membership, verdict: str, words: str
) -> Review:
    """Write down once what the group says of its decision; raises Invalid by field."""
    lock(session, decision, "phase", "revision")
    outcome = session.get(Outcome, decision.id)
    if decision.phase is not Phase.RECORDED or not has_come(outcome):
        raise WrongMoment(_("Terugkijken kan vanaf de dag die in het besluit staat."))
    if session.get(Review, decision.id) is not None:
        raise WrongMoment(_("Jullie keken al terug. Het antwoord staat bij het besluit."))
    errors = {}
    if verdict not in list(Keeping):
        errors["verdict"] = _("Kies wat jullie ervan vinden.")
    if not words.strip():
        errors["learned"] = _("Schrijf op wat jullie leerden.")
    if errors:
        raise Invalid(errors)
    review = Review(
        decision_id=decision.id,
        verdict=Keeping(verdict),
        words=words.strip()[:LONGEST_LESSON],
        by_id=by.id,
        at=now(),
    )
    session.add(review)
    append(session, decision, "reviewed", {"verdict": verdict, "words": review.words}, by)
    decision.mark_changed()
    return review


def has_come(outcome: Outcome | None) -> bool:
    """Is it the day on which the group said it would look back, or later?"""
    review_on = outcome.review_on if outcome else None
    return review_on is not None and review_on <= now().date()


def keeping_words(verdict: Keeping) -> str:
    """The answer to “Werkt het nog?” as people say it."""
    return {
        Keeping.KEEP: _("Ja, we houden het zo"),
        Keeping.ADJUST: _("Bijna, we passen het aan"),
        Keeping.AGAIN: _("Nee, we praten er opnieuw over"),
    }[verdict]
