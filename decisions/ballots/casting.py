"""Casting a ballot: counted or refused, never lost, and never twice."""

import hashlib

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy.orm import Session

from decisions.ballots.at_once import put_at_once
from decisions.ballots.box import BallotPlace, LockedRound, put, reach
from decisions.ballots.keys import ballot_key
from decisions.ballots.poll import BallotContext, poll_of
from decisions.here import DecisionHere
from decisions.models import Phase
from decisions.phases import what_now
from decisions.votes import Reason, ReasonKind
from plumbing.clock import now
from plumbing.web import Invalid, WrongMoment
from plumbing.words.formality import u
from voting import METHODS

CONSENT, CONCERN, OBJECTION = 1, 0, -1
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


def cast(session: Session, found: DecisionHere, form: BallotForm) -> bool:
    """Count this ballot instead of an earlier one of the same entry; was there none?"""
    if found.entry is None:
        raise Invalid(
            {
                "": u(
                    _("Je staat niet op de lijst voor dit besluit."),
                    _("U staat niet op de lijst voor dit besluit."),
                )
            }
        )
    return cast_in(session, poll_of(found, found.entry), form)


def cast_in(session: Session, poll: BallotContext, form: BallotForm) -> bool:
    """The same, where it is known already what is asked of whom."""
    if len(form.token) < SHORTEST_TOKEN:
        raise Invalid({"": _("Dit formulier is niet heel. Laad de pagina opnieuw.")})
    place = _place(poll, form)
    standing = reach(session, place)
    if standing.sent_by == poll.entry_id:
        return False
    if standing.sent_by is not None:
        raise Invalid(
            {
                "": u(
                    _("Dit formulier is niet van jou. Laad de pagina opnieuw."),
                    _("Dit formulier is niet van u. Laad de pagina opnieuw."),
                )
            }
        )
    _refuse_late(standing)
    if standing.has_left:
        raise WrongMoment(
            u(
                _("Je mag bij dit besluit niet meer stemmen."),
                _("U mag bij dit besluit niet meer stemmen."),
            )
        )
    marks = _checked(poll, form)
    _refuse_stale(standing, form)
    put(session, place, standing, marks, _key(poll))
    give_reason(session, poll, marks, form)
    return not standing.version


def cast_at_once(session: Session, poll: BallotContext, form: BallotForm) -> bool:
    """The same in a hall where nothing stands in anybody's way, asked without a closer look.

    False where something does, or where reasons go along: roll back, and let `cast_in` look.
    """
    if poll.method == "consent" or len(form.token) < SHORTEST_TOKEN:
        return False
    marks, place = _checked(poll, form), _place(poll, form)
    was_put = put_at_once(session, place, poll.revision, form.version, marks, _key(poll))
    return was_put and now() < poll.closes_at


def _place(poll: BallotContext, form: BallotForm) -> BallotPlace:
    token_hash = hashlib.sha256(form.token.encode()).hexdigest()
    return BallotPlace(poll.decision_id, poll.round_id, poll.entry_id, token_hash)


def _refuse_late(standing: LockedRound) -> None:
    if standing.phase is not Phase.OPEN:
        raise WrongMoment(what_now(standing.phase))
    # Only behind the lock does the clock say whether there is still time.
    if standing.is_sealed or now() >= standing.closes_at:
        raise WrongMoment(_("Het stemmen is voorbij. Deze stem telt niet mee."))


def _key(poll: BallotContext) -> bytes | None:
    if not poll.is_secret:
        return None
    return ballot_key(poll.wrapped_key or b"", poll.round_id, poll.entry_id)


def _checked(poll: BallotContext, form: BallotForm) -> dict[str, int]:
    return dict(METHODS[poll.method].check(form.marks, poll.options, poll.settings))


def _refuse_stale(standing: LockedRound, form: BallotForm) -> None:
    if standing.on_paper:
        raise WrongMoment(
            u(
                _("Je stemde op papier. Die stem telt mee."),
                _("U stemde op papier. Die stem telt mee."),
            )
        )
    if form.version != standing.version:
        raise StaleBallot(
            u(
                _("Je stemde intussen al, misschien op een ander toestel. Wil je opnieuw kiezen?"),
                _("U stemde intussen al, misschien op een ander toestel. Wilt u opnieuw kiezen?"),
            )
        )


def give_reason(
    session: Session, poll: BallotContext, marks: dict[str, int], form: BallotForm
) -> None:
    """Keep what was said with a concern or an objection, and forget what was said before."""
    if poll.method != "consent":
        return
    mark = marks.get(poll.options[0])
    earlier = session.get(Reason, (poll.round_id, poll.entry_id))
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
    reason = earlier or Reason(round_id=poll.round_id, entry_id=poll.entry_id)
    reason.kind = ReasonKind.OBJECTION if mark == OBJECTION else ReasonKind.CONCERN
    for name, value in words.items():
        setattr(reason, name, value)
    session.add(reason)


def _unanswered(mark: int, words: dict[str, str]) -> dict[str, str]:
    if mark == CONCERN:
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
