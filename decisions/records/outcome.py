"""The outcome in words: by the facilitator, checked by the author and two members drawn by lot."""

import hashlib
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership
from decisions.hearing.looks import has_flag
from decisions.models import Decision, Phase
from decisions.records.models import Outcome, OutcomeCheck
from decisions.roll import RollEntry
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.values import Struct
from plumbing.web import Invalid, WrongMoment

TIME_TO_CHECK = timedelta(hours=48)
TIME_TO_RECORD = timedelta(days=7)
DRAWN_BY_LOT = 2


class OutcomeWording(Struct, frozen=True):
    """The outcome as the facilitator filled it in."""

    words: str
    hearing_words: str = ""
    done_to_hear: str = ""
    next_time: str = ""
    review_on: date | None = None


def word_outcome(
    session: Session, decision: Decision, by: Membership, wording: OutcomeWording
) -> Outcome:
    """Put the outcome into words; each new wording is asked about afresh."""
    lock(session, decision, "phase", "revision")
    if decision.phase is not Phase.CLOSED:
        raise WrongMoment(_("De uitkomst schrijf je op als het besluit gesloten is."))
    if errors := _missing(session, decision, wording):
        raise Invalid(errors)
    outcome = session.get(Outcome, decision.id) or Outcome(decision_id=decision.id)
    outcome.words = wording.words.strip()
    outcome.hearing_words = wording.hearing_words.strip()
    outcome.done_to_hear = wording.done_to_hear.strip()
    outcome.next_time = wording.next_time.strip()
    outcome.review_on = wording.review_on
    outcome.worded_by_id = by.id
    outcome.worded_at = now()
    session.add(outcome)
    session.flush()
    session.execute(delete(OutcomeCheck).where(OutcomeCheck.decision_id == decision.id))
    session.add_all(
        OutcomeCheck(decision_id=decision.id, membership_id=member_id)
        for member_id in _asked(session, decision, by)
    )
    decision.mark_changed()
    return outcome


def check_outcome(
    session: Session, decision: Decision, by: Membership, agrees: bool, words: str
) -> None:
    """One of those asked says whether the words are right."""
    lock(session, decision, "phase", "revision")
    check = session.get(OutcomeCheck, (decision.id, by.id))
    if check is None or decision.phase is not Phase.CLOSED:
        raise WrongMoment(_("Je bent niet gevraagd om deze tekst na te lezen."))
    if not agrees and not words.strip():
        raise Invalid({"words": _("Schrijf op wat er niet klopt.")})
    check.agrees = agrees
    check.words = words.strip()[:600]
    check.at = now()
    decision.mark_changed()


def outcome_of(session: Session, decision: Decision) -> Outcome | None:
    """The outcome with those who were asked about it."""
    return session.scalar(
        select(Outcome)
        .where(Outcome.decision_id == decision.id)
        .options(
            joinedload(Outcome.worded_by),
            joinedload(Outcome.checks).joinedload(OutcomeCheck.membership),
        )
    )


def stands_until(outcome: Outcome) -> datetime:
    """Until when those asked can say that the words are wrong."""
    return outcome.worded_at + TIME_TO_CHECK


def may_be_recorded(outcome: Outcome) -> bool:
    """Have 48 hours gone by, or did everyone asked say yes before?"""
    agreed = bool(outcome.checks) and all(check.agrees for check in outcome.checks)
    return agreed or now() >= stands_until(outcome)


def _missing(session: Session, decision: Decision, wording: OutcomeWording) -> dict[str, str]:
    errors = {}
    if not wording.words.strip():
        errors["words"] = _("Schrijf op wat jullie besloten.")
    if not wording.hearing_words.strip() and has_flag(session, decision):
        errors["hearing_words"] = _("Er is een signaal. Schrijf op wie jullie niet hoorden.")
    if wording.review_on is None:
        errors["review_on"] = _("Kies een dag waarop jullie terugkijken.")
    elif wording.review_on <= now().date():
        errors["review_on"] = _("Kies een dag die nog komt.")
    return errors


def _asked(session: Session, decision: Decision, by: Membership) -> list[int]:
    """The author, and two members in the order of a lot that anyone can repeat."""
    author = decision.proposal.author_id
    members = session.scalars(
        select(RollEntry.membership_id).where(
            RollEntry.decision_id == decision.id,
            RollEntry.membership_id.is_not(None),
            RollEntry.membership_id.not_in([author, by.id]),
            RollEntry.left_at.is_(None),
        )
    )
    seed = decision.rounds[-1].closing_fingerprint or ""
    drawn = sorted((member for member in members if member), key=lambda member: _lot(seed, member))
    asked = drawn[:DRAWN_BY_LOT]
    return [author, *asked] if author != by.id else asked


def _lot(seed: str, member_id: int) -> str:
    return hashlib.sha256(f"{seed}:{member_id}".encode()).hexdigest()
