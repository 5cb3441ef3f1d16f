"""Proposals decided on together: which take part, and what becomes of them."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.models import Decision
from plumbing.web import Invalid
from proposals.models import Phase, Proposal
from proposals.phases import Step, allowed


def others_in(session: Session, decision: Decision) -> Sequence[Proposal]:
    """The proposals that are options beside the one it was prepared on; mostly none."""
    ids = {option.proposal_id for option in decision.options} - {None, decision.proposal_id}
    if not ids:
        return ()
    return session.scalars(
        select(Proposal).where(Proposal.id.in_(ids)).order_by(Proposal.number)
    ).all()


def begin(session: Session, decision: Decision) -> None:
    """Moves all of them into Phase.DECISION; raises Invalid where one cannot."""
    others = others_in(session, decision)
    for other in others:
        if not allowed(other, Step.OPEN_DECISION):
            said = _("“%(title)s” kan niet meer meedoen. Haal dat weg.", title=other.title)
            raise Invalid({"options": said})
    for proposal in (decision.proposal, *others):
        proposal.phase = Phase.DECISION


def end(session: Session, decision: Decision, *, decided: bool) -> None:
    """Moves all of them to DECIDED, or back to DISCUSSION where nothing was decided."""
    for proposal in (decision.proposal, *others_in(session, decision)):
        if decided or proposal.phase is Phase.DECISION:
            proposal.phase = Phase.DECIDED if decided else Phase.DISCUSSION
