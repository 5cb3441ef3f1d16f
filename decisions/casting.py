"""Casting a ballot: counted or refused, never lost, and never twice."""

import hashlib
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.access import DecisionHere, what_now
from decisions.keys import ballot_key
from decisions.models import Decision, Phase, Round
from decisions.roll import RollEntry
from decisions.votes import (
    OpenBallot,
    Participation,
    Reason,
    ReasonKind,
    SecretBallot,
    Submission,
)
from plumbing.clock import now
from plumbing.database import lock
from plumbing.web import Invalid, WrongMoment
from voting import METHODS

CONSENT, CONCERN, OBJECTION = 1, 0, -1


class StaleBallot(WrongMoment):
    """The form was made before this person voted somewhere else."""


@dataclass(frozen=True)
class BallotForm:
    """A ballot as it was sent."""

    marks: dict[str, int]
    token: str
    """Made with the form; the same token again is the same ballot again."""
    version: int
    """Which version of the participation the form was made from; 0 before the first vote."""
    what_goes_wrong: str = ""
    for_whom: str = ""
    what_would_help: str = ""


def cast(session: Session, found: DecisionHere, form: BallotForm) -> None:
    """Count this ballot instead of an earlier one of the same entry."""
    decision, entry = found.decision, found.entry
    if entry is None:
        raise Invalid({"": _("Je staat niet op de lijst voor dit besluit.")})
    # Sealing takes the same lock; only behind it does the clock say whether there is still time.
    lock(session, decision, "phase", "closes_at")
    if _known(session, form.token, entry):
        return
    if decision.phase is not Phase.OPEN or now() >= decision.closes_at:
        raise WrongMoment(what_now(decision) if decision.phase is not Phase.OPEN else _late())
    current = decision.rounds[-1]
    marks = _checked(decision, form)
    participation = session.get(Participation, (current.id, entry.id), populate_existing=True)
    _refuse_stale(participation, form)
    if participation is None:
        session.add(Participation(round_id=current.id, entry_id=entry.id))
    else:
        participation.version += 1
    _put(session, decision, current, entry, marks)
    _give_reason(session, decision, current, entry, marks, form)
    session.add(Submission(token_hash=_hash(form.token), round_id=current.id, entry_id=entry.id))
    decision.revision = Decision.revision + 1


def _known(session: Session, token: str, entry: RollEntry) -> bool:
    if len(token) < 16:
        raise Invalid({"": _("Dit formulier is niet heel. Laad de pagina opnieuw.")})
    known = session.scalar(select(Submission.entry_id).where(Submission.token_hash == _hash(token)))
    if known is not None and known != entry.id:
        raise Invalid({"": _("Dit formulier is niet van jou. Laad de pagina opnieuw.")})
    return known is not None


def _checked(decision: Decision, form: BallotForm) -> dict[str, int]:
    options = [option.key for option in decision.options]
    return dict(METHODS[decision.method].check(form.marks, options, decision.settings))


def _refuse_stale(participation: Participation | None, form: BallotForm) -> None:
    if participation is not None and participation.on_paper:
        raise WrongMoment(_("Je stemde op papier. Die stem telt mee."))
    if form.version != (participation.version if participation else 0):
        raise StaleBallot(
            _("Je stemde intussen al, misschien op een ander toestel. Wil je opnieuw kiezen?")
        )


def _put(
    session: Session, decision: Decision, current: Round, entry: RollEntry, marks: dict[str, int]
) -> None:
    if not decision.is_secret:
        session.merge(OpenBallot(round_id=current.id, entry_id=entry.id, marks=marks))
        return
    key = ballot_key(current.wrapped_key or b"", current.id, entry.id)
    session.merge(SecretBallot(key=key, round_id=current.id, marks=marks))


def _give_reason(
    session: Session,
    decision: Decision,
    current: Round,
    entry: RollEntry,
    marks: dict[str, int],
    form: BallotForm,
) -> None:
    if decision.method != "consent":
        return
    mark = marks.get(decision.options[0].key)
    earlier = session.get(Reason, (current.id, entry.id))
    if mark not in (CONCERN, OBJECTION):
        if earlier is not None:
            session.delete(earlier)
        return
    words = {
        "what_goes_wrong": form.what_goes_wrong.strip()[:1000],
        "for_whom": form.for_whom.strip()[:500],
        "what_would_help": form.what_would_help.strip()[:1000],
    }
    if errors := _unanswered(mark, words):
        raise Invalid(errors)
    reason = earlier or Reason(round_id=current.id, entry_id=entry.id)
    reason.kind = ReasonKind.OBJECTION if mark == OBJECTION else ReasonKind.CONCERN
    for name, value in words.items():
        setattr(reason, name, value)
    session.add(reason)


def _unanswered(mark: int, words: dict[str, str]) -> dict[str, str]:
    if mark == CONCERN:
        if words["what_goes_wrong"]:
            return {}
        return {"what_goes_wrong": _("Schrijf op waar je je zorgen over maakt.")}
    asked = {
        "what_goes_wrong": _("Schrijf op wat er misgaat."),
        "for_whom": _("Schrijf op voor wie het misgaat."),
        "what_would_help": _("Schrijf op wat zou helpen. Of: “Dat weet ik niet”."),
    }
    return {name: sentence for name, sentence in asked.items() if not words[name]}


def _late() -> str:
    return _("Het stemmen is voorbij. Deze stem telt niet mee.")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
