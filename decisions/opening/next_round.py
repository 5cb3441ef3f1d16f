"""Consent in rounds: objections are read and withdrawn, a changed text is asked again."""

from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from communities.rules.rules import rules_of
from decisions.invitations.mail import invite_all
from decisions.log import append
from decisions.models import Decision, Phase, Round
from decisions.opening.draft import wrong_closing
from decisions.opening.freezing import open_round, place_of
from decisions.roll import RollEntry
from decisions.votes import Reason, ReasonKind, SharedObjection
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import Invalid, WrongMoment
from voting import METHODS


def rounds_left(decision: Decision) -> int:
    """How many more times the roll can be asked; none where reasons change nothing."""
    if not METHODS[decision.method].asks_reasons:
        return 0
    return max(0, int(decision.settings["max_rounds"]) - len(decision.rounds))


def as_long_again(decision: Decision) -> datetime:
    """When the next round ends if it takes as many days as the last, on the clock there."""
    last, zone = decision.rounds[-1], ZoneInfo(decision.community.time_zone)
    days = ceil((last.deadline - last.opened_at) / timedelta(days=1))
    end = last.deadline.astimezone(zone)
    return datetime.combine(now().astimezone(zone) + timedelta(days=days), end.time())


def open_next_round(
    session: Session, decision: Decision, by: Membership, closes_at: datetime
) -> Round:
    """Ask everyone again about the changed text; earlier answers stay as history."""
    lock(session, decision, "phase", "revision")
    last = decision.rounds[-1]
    if decision.phase is not Phase.ANSWERED:
        raise WrongMoment(_("Een nieuwe ronde kan pas als de antwoorden binnen zijn."))
    if rounds_left(decision) == 0:
        raise WrongMoment(_("Dit was de laatste ronde. Sluit het besluit."))
    if decision.proposal.version_number <= last.version_number:
        raise Invalid({"": _("Pas eerst de tekst aan. Dan vraag je het iedereen opnieuw.")})
    if wrong := wrong_closing(closes_at, rules_of(session, decision.community)):
        raise Invalid(wrong)
    decision.move_to(Phase.OPEN)
    opened = open_round(
        session, decision, last.number + 1, closes_at.replace(second=0, microsecond=0)
    )
    append(
        session,
        decision,
        "opened",
        {"round": opened.number, "fingerprint": opened.fingerprint},
        by,
    )
    invite_all(session, decision, opened)
    return opened


def withdraw(session: Session, decision: Decision, entry: RollEntry) -> None:
    """Takes an objection back, by who made it; it stays as a concern."""
    reason = _objection(session, decision, entry.id)
    if reason is None:
        raise WrongMoment(_("Je hebt nu geen bezwaar dat je kunt intrekken."))
    reason.withdrawn_at = now()
    decision.mark_changed()


def share(session: Session, decision: Decision, of: RollEntry, by: RollEntry) -> None:
    """Notes that one entry shares the objection of another."""
    current = decision.rounds[-1]
    if _objection(session, decision, of.id) is None or of.id == by.id:
        raise WrongMoment(
            _("Je kunt het bezwaar van een ander delen als de antwoorden binnen zijn.")
        )
    session.merge(SharedObjection(round_id=current.id, entry_id=of.id, sharer_id=by.id))
    decision.mark_changed()


def note_group_test(
    session: Session, decision: Decision, entry_id: int, by: Membership, holds: bool
) -> None:
    """Write down whether the group found an objection a reason not to try this now."""
    reason = _objection(session, decision, entry_id)
    if reason is None:
        raise WrongMoment(_("De groep toetst een bezwaar als de antwoorden binnen zijn."))
    reason.group_says_it_holds = holds
    decision.mark_changed()
    entry = session.get_one(RollEntry, entry_id)
    append(session, decision, "tested", {"entry": place_of(entry), "holds": holds}, by)


def _objection(session: Session, decision: Decision, entry_id: int) -> Reason | None:
    """An objection of the newest round that stands, while everybody looks at them."""
    lock(session, decision, "phase", "revision")
    if decision.phase is not Phase.ANSWERED:
        return None
    reason = session.get(Reason, (decision.rounds[-1].id, entry_id), populate_existing=True)
    stands = reason and reason.kind is ReasonKind.OBJECTION and reason.withdrawn_at is None
    return reason if stands else None
