"""The answer that came to a letter."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from plumbing.clock import now
from plumbing.web import Invalid, WrongMoment
from proposals.fields import written
from proposals.models import Kind, Proposal
from proposals.phases import Step, allowed, what_now


def note_answer(session: Session, proposal: Proposal, words: str, on: date) -> None:
    """What was answered to a letter, and when; a later answer replaces it."""
    if proposal.kind is not Kind.LETTER or not allowed(proposal, Step.NOTE_ANSWER):
        raise WrongMoment(what_now(proposal))
    if on > now().date():
        raise Invalid({"answered_on": _("Kies een dag die al geweest is.")})
    proposal.answer = written(words, "answer", 4000, _("Schrijf op wat er geantwoord is."))
    proposal.answered_on = on
    session.flush()
