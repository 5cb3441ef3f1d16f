"""Closing: at the deadline by the clock, or earlier where that was allowed; and cancelling."""

import traceback
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions import proposals_together as compared
from decisions.counting.sealing import SECRETS, destroy, seal_round
from decisions.counting.tally import quorum_is_missed
from decisions.hearing.looks import has_flag, remember
from decisions.log import append
from decisions.models import Decision, ExtendOn, Phase, Round
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.database.session import db
from plumbing.web import Invalid, WrongMoment
from voting import Result
from voting.results import SETTLED

SCRUBBED_FOR = timedelta(minutes=10)


def seal_what_is_due(community_id: int | None = None) -> int:
    """Seal every decision whose deadline has passed; the number that were due."""
    due = select(Decision.id).where(Decision.is_due())
    if community_id is not None:
        due = due.where(Decision.community_id == community_id)
    decision_ids = db.session.scalars(due).all()
    for decision_id in decision_ids:
        try:
            _seal_alone(decision_id)
        except TimeoutError:
            raise
        except Exception as wrong:
            # Whatever is wrong with one decision, the others close and every page still opens.
            _note_failure(decision_id, wrong)
    return len(decision_ids)


def _seal_alone(decision_id: int) -> None:
    with db.writing() as session:
        seal(session, session.get_one(Decision, decision_id))
    db.scrub(*SECRETS)


def _note_failure(decision_id: int, wrong: Exception) -> None:
    # The message of an error can hold what people voted; where it happened says enough.
    where = "".join(traceback.format_tb(wrong.__traceback__))
    current_app.logger.error(
        "Decision %s could not be sealed: %s\n%s", decision_id, type(wrong).__name__, where
    )


def scrub_again() -> None:
    """What somebody who was reading kept in place at sealing goes a minute later."""
    lately = Decision.closed_at > now() - SCRUBBED_FOR
    with Session(db.engine) as session:
        was_sealed = session.scalar(select(exists().where(lately, Decision.phase != Phase.OPEN)))
    if was_sealed:
        db.scrub(*SECRETS)


def seal(session: Session, decision: Decision) -> None:
    """Count and close if the deadline has passed, after the one extension where it is due."""
    _lock(session, decision)
    if not decision.is_due():
        return
    current = decision.rounds[-1]
    if _extension_is_due(session, decision, current):
        _extend(session, decision, current)
        if not decision.is_due():
            return
    _count(session, decision, current, decision.closes_at)


def close_early(session: Session, decision: Decision, by: Membership) -> None:
    """Close before the deadline, only where that was settled at opening; or end the answering."""
    _lock(session, decision)
    # Pressed twice at once, the second would count ballots that the first destroyed.
    if decision.phase not in (Phase.OPEN, Phase.ANSWERED):
        raise WrongMoment(_("Dit besluit is al gesloten."))
    if decision.phase is Phase.ANSWERED:
        _finish(session, decision, seal_round(session, decision, decision.rounds[-1]), now())
        return
    if not decision.may_be_closed:
        raise WrongMoment(_("Eerder sluiten is bij de opening niet afgesproken."))
    append(session, decision, "closed_early", {}, by)
    _count(session, decision, decision.rounds[-1], now())


def cancel(session: Session, decision: Decision, by: Membership, reason: str) -> None:
    """End a decision without an outcome; what was sealed stays."""
    if not reason.strip():
        raise Invalid({"reason": _("Schrijf op waarom dit besluit niet doorgaat.")})
    _lock(session, decision)
    if decision.phase not in (Phase.PREPARED, Phase.OPEN, Phase.ANSWERED):
        raise WrongMoment(_("Dit besluit is al gesloten."))
    if decision.phase is Phase.OPEN:
        destroy(session, decision.rounds[-1])
    decision.move_to(Phase.CANCELLED)
    decision.cancelled_because = reason.strip()[:500]
    decision.closed_at = now()
    compared.end(session, decision, decided=False)
    append(session, decision, "cancelled", {"reason": decision.cancelled_because}, by)


def _lock(session: Session, decision: Decision) -> None:
    lock(session, decision, "phase", "closes_at", "revision")


def _extension_is_due(session: Session, decision: Decision, current: Round) -> bool:
    if decision.extend_on is ExtendOn.NEVER or current.extended_from is not None:
        return False
    missed = decision.extend_on in (ExtendOn.QUORUM, ExtendOn.EITHER) and quorum_is_missed(
        session, decision, current
    )
    return missed or (
        decision.extend_on in (ExtendOn.FLAG, ExtendOn.EITHER) and has_flag(session, decision)
    )


def _extend(session: Session, decision: Decision, current: Round) -> None:
    current.extended_from = current.deadline
    current.deadline += timedelta(days=decision.extend_days)
    decision.closes_at = current.deadline
    decision.mark_changed()
    append(session, decision, "extended", {"until": current.deadline.isoformat()})


def _count(session: Session, decision: Decision, current: Round, at: datetime) -> None:
    result = seal_round(session, decision, current)
    if result.status == "blocked":
        decision.move_to(Phase.ANSWERED)
        append(session, decision, "answered", {"round": current.number})
        return
    _finish(session, decision, result, at)


def _finish(session: Session, decision: Decision, result: Result, at: datetime) -> None:
    decision.move_to(Phase.CLOSED)
    decision.closed_at = at
    compared.end(session, decision, decided=result.status in SETTLED)
    append(session, decision, "closed", {"status": result.status, "winners": list(result.winners)})
    remember(session, decision, "closing")
