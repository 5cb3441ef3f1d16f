"""Withdrawing a proposal, with a reason everybody can read."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import WrongMoment
from proposals.fields import written
from proposals.guards import ask_first
from proposals.models import Phase, Proposal
from proposals.phases import Step, allowed, what_now


def withdraw(session: Session, proposal: Proposal, reason: str) -> None:
    """Withdraws a proposal; what was said and every version stay. Raises Invalid, WrongMoment."""
    lock(session, proposal, "phase")
    if not allowed(proposal, Step.WITHDRAW):
        raise WrongMoment(what_now(proposal))
    reason = written(reason, "reason", 500, _("Schrijf op waarom je het voorstel intrekt."))
    ask_first(session, proposal, Step.WITHDRAW)
    proposal.phase = Phase.WITHDRAWN
    proposal.withdrawn_at = now()
    proposal.withdrawn_because = reason
