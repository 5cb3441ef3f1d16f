"""Casting a ballot: counted or refused, never lost, and never twice."""

import hashlib
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from decisions.ballots.box import (
    BoxedBallot,
    PlaceState,
    insert_ballot,
    insert_if_as_seen,
    lock_and_read,
)
from decisions.ballots.keys import ballot_key
from decisions.ballots.poll import BallotPlace
from decisions.models import Phase, box_is_open
from decisions.phases import what_now
from decisions.votes import Reason, ReasonKind
from plumbing.values import Struct
from plumbing.web import Invalid, WrongMoment
from plumbing.words.formality import u
from voting import METHODS, Method

SHORTEST_TOKEN = 16


class StaleBallot(WrongMoment):
    """The form was made before this person voted somewhere else."""


class BallotForm(Struct, frozen=True):
    """A ballot as it was sent."""

    marks: dict[str, int]
    token: str
    """Made with the form; the same token again is the same ballot again."""
    version: int
    """Which version of the participation the form was made from; 0 before the first vote."""
    what_goes_wrong: str = ""
    for_whom: str = ""
    what_would_help: str = ""


def cast(session: Session, place: BallotPlace, form: BallotForm) -> bool:
    """Count this ballot instead of an earlier one of the same entry; was there none?

    Mostly nothing stands in the way, and then it goes in without a closer look. Raises Invalid or
    InvalidBallot for what is filled in, WrongMoment for when; then the transaction must be rolled
    back.
    """
    if len(form.token) < SHORTEST_TOKEN:
        raise Invalid({"": _("Dit formulier is niet heel. Laad de pagina opnieuw.")})
    session.flush()
    if _may_go_quickly(place) and insert_if_as_seen(session, place, _ballot(place, form)):
        _refuse_late(place.closes_at)
        return not form.version
    return _cast_after_a_look(session, place, form)


def _may_go_quickly(place: BallotPlace) -> bool:
    """Do no reasons go along, and was the box open when the place was found?"""
    has_its_key = place.is_secret == bool(place.wrapped_key)
    goes_alone = not METHODS[place.method].asks_reasons
    return goes_alone and has_its_key and box_is_open(Phase.OPEN, place.closes_at)


def _cast_after_a_look(session: Session, place: BallotPlace, form: BallotForm) -> bool:
    state = lock_and_read(session, place, _hashed(form.token))
    if state.sent_by == place.entry_id:
        return False
    _refuse(state)
    ballot = _ballot(place, form)
    _refuse_stale(state, form)
    insert_ballot(session, place, ballot)
    give_reason(session, place, ballot.marks, form)
    return not state.version


def _ballot(place: BallotPlace, form: BallotForm) -> BoxedBallot:
    """What goes into the box, by the rule of the method."""
    marks = dict(METHODS[place.method].check(form.marks, place.options, place.settings))
    key = None
    if place.is_secret:
        key = ballot_key(place.wrapped_key or b"", place.round_id, place.entry_id)
    return BoxedBallot(marks, key, _hashed(form.token), form.version)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _refuse(state: PlaceState) -> None:
    if state.sent_by is not None:
        raise Invalid(
            {
                "": u(
                    _("Dit formulier is niet van jou. Laad de pagina opnieuw."),
                    _("Dit formulier is niet van u. Laad de pagina opnieuw."),
                )
            }
        )
    if state.phase is not Phase.OPEN:
        raise WrongMoment(what_now(state.phase))
    _refuse_late(state.closes_at, state.sealed_at)
    if not state.still_votes:
        raise WrongMoment(
            u(
                _("Je mag bij dit besluit niet meer stemmen."),
                _("U mag bij dit besluit niet meer stemmen."),
            )
        )


def _refuse_late(closes_at: datetime, sealed_at: datetime | None = None) -> None:
    # Only behind the lock does the clock say whether there is still time.
    if not box_is_open(Phase.OPEN, closes_at, sealed_at):
        raise WrongMoment(_("Het stemmen is voorbij. Deze stem telt niet mee."))


def _refuse_stale(state: PlaceState, form: BallotForm) -> None:
    if state.on_paper:
        raise WrongMoment(
            u(
                _("Je stemde op papier. Die stem telt mee."),
                _("U stemde op papier. Die stem telt mee."),
            )
        )
    if form.version != state.version:
        raise StaleBallot(
            u(
                _("Je stemde intussen al, misschien op een ander toestel. Wil je opnieuw kiezen?"),
                _("U stemde intussen al, misschien op een ander toestel. Wilt u opnieuw kiezen?"),
            )
        )


def give_reason(
    session: Session, place: BallotPlace, marks: dict[str, int], form: BallotForm
) -> None:
    """Keep what was said with a concern or an objection, and forget what was said before."""
    method = METHODS[place.method]
    if not method.asks_reasons:
        return
    kind = _kind_of(marks.get(place.options[0]), method)
    earlier = session.get(Reason, (place.round_id, place.entry_id))
    if kind is None:
        if earlier is not None:
            session.delete(earlier)
        return
    words = {name: getattr(form, name).strip()[:most] for name, most in Reason.FIELDS.items()}
    if errors := _unanswered(kind, words):
        raise Invalid(errors)
    reason = earlier or Reason(round_id=place.round_id, entry_id=place.entry_id)
    reason.kind = kind
    for name, value in words.items():
        setattr(reason, name, value)
    session.add(reason)


def _kind_of(mark: int | None, method: Method) -> ReasonKind | None:
    """As what the reason is kept; None for an answer that needs none."""
    return next((ReasonKind(kind) for kind, asks in method.reasons.items() if asks == mark), None)


def _unanswered(kind: ReasonKind, words: dict[str, str]) -> dict[str, str]:
    if kind is ReasonKind.CONCERN:
        if words["what_goes_wrong"]:
            return {}
        return {
            "what_goes_wrong": u(
                _("Schrijf op waar je je zorgen over maakt."),
                _("Schrijf op waar u zich zorgen over maakt."),
            )
        }
    asked = {
        "what_goes_wrong": _("Schrijf op wat er misgaat."),
        "for_whom": _("Schrijf op voor wie het misgaat."),
        "what_would_help": _("Schrijf op wat zou helpen. Of: “Dat weet ik niet”."),
    }
    return {name: sentence for name, sentence in asked.items() if not words[name]}
