"""Which objections of a consent round stand: not withdrawn, and holding by the rule set before."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.models import Decision, Phase, Round
from decisions.votes import Reason, ReasonKind, SharedObjection


def objections_that_hold(session: Session, decision: Decision, current: Round) -> set[int]:
    """The roll entries whose objection counts as one."""
    standing = session.scalars(
        select(Reason).where(
            Reason.round_id == current.id,
            Reason.kind == ReasonKind.OBJECTION,
            Reason.withdrawn_at.is_(None),
        )
    ).all()
    rule = decision.settings["objection_holds"]
    if rule == "always" or decision.phase is Phase.OPEN:
        return {reason.entry_id for reason in standing}
    if rule == "group":
        return {reason.entry_id for reason in standing if reason.group_says_it_holds is not False}
    shared = _shared(session, current)
    needed = int(decision.settings["shared_by"])
    return {reason.entry_id for reason in standing if shared[reason.entry_id] >= needed}


def _shared(session: Session, current: Round) -> Counter[int]:
    return Counter(
        session.scalars(
            select(SharedObjection.entry_id).where(SharedObjection.round_id == current.id)
        )
    )
