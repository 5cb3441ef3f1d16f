"""Casting a ballot: counted or refused, never lost, and never twice."""

import hashlib
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from decisions.access import DecisionHere, what_now
from decisions.ballot_box import Place, Standing, put, reach
from decisions.keys import ballot_key
from decisions.models import Decision, Phase, Round
from decisions.roll import RollEntry
from decisions.votes import Reason, ReasonKind
from plumbing.clock import now
from plumbing.web import Invalid, WrongMoment
from voting import METHODS

CONSENT, CONCERN, OBJECTION = 1, 0, -1
SHORTEST_TOKEN = 16


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
    if len(form.token) < SHORTEST_TOKEN:
        raise Invalid({"": _("Dit formulier is niet heel. Laad de pagina opnieuw.")})
    current = decision.rounds[-1]
    token_hash = hashlib.sha256(form.token.encode()).hexdigest()
    place = Place(decision.id, current.id, entry.id, token_hash)
    standing = reach(session, place)
    if standing.sent_by == entry.id:
        return
    if standing.sent_by is not None:
        raise Invalid({"": _("Dit formulier is niet van jou. Laad de pagina opnieuw.")})
    _refuse_late(standing)
    marks = _checked(decision, form)
    _refuse_stale(standing, form)
    put(session, place, standing, marks, _key(decision, current, entry))
    _give_reason(session, decision, current, entry, marks, form)


def _refuse_late(standing: Standing) -> None:
    if standing.phase is not Phase.OPEN:
        raise WrongMoment(what_now(standing.phase))
    # Only behind the lock does the clock say whether there is still time.
    if standing.is_sealed or now() >= standing.closes_at:
        raise WrongMoment(_("Het stemmen is voorbij. Deze stem telt niet mee."))


def _key(decision: Decision, current: Round, entry: RollEntry) -> bytes | None:
    if not decision.is_secret:
        return None
    return ballot_key(current.wrapped_key or b"", current.id, entry.id)


def _checked(decision: Decision, form: BallotForm) -> dict[str, int]:
    options = [option.key for option in decision.options]
    return dict(METHODS[decision.method].check(form.marks, options, decision.settings))


def _refuse_stale(standing: Standing, form: BallotForm) -> None:
    if standing.on_paper:
        raise WrongMoment(_("Je stemde op papier. Die stem telt mee."))
    if form.version != standing.version:
        raise StaleBallot(
            _("Je stemde intussen al, misschien op een ander toestel. Wil je opnieuw kiezen?")
        )


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
