"""Starting without a decision: some days for objections, then it begins."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from communities.models import Membership
from communities.rules.rules import Rules
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import WrongMoment
from proposals.fields import written
from proposals.models import Proposal, StartObjection
from proposals.phases import Step, allowed, what_now


def start_at_once(session: Session, proposal: Proposal, rules: Rules) -> None:
    """ "Geen besluit nodig, we beginnen": it starts by itself unless somebody objects."""
    lock(session, proposal, "phase")
    if not allowed(proposal, Step.START_AT_ONCE):
        raise WrongMoment(what_now(proposal))
    if session.scalar(select(exists().where(StartObjection.proposal_id == proposal.id))):
        raise WrongMoment(_("Iemand maakte bezwaar. Er is een besluit nodig."))
    proposal.starting_at = now() + timedelta(days=rules.objection_days)


def object_to_start(session: Session, proposal: Proposal, member: Membership, reason: str) -> None:
    """Keeps an objection with its reason; a decision is needed after all."""
    lock(session, proposal, "phase", "starting_at")
    if not allowed(proposal, Step.OBJECT_TO_START):
        raise WrongMoment(what_now(proposal))
    session.add(
        StartObjection(
            proposal_id=proposal.id,
            membership_id=member.id,
            reason=written(reason, "reason", 600, _("Schrijf op wat je bezwaar is.")),
            at=now(),
        )
    )
    proposal.starting_at = None
    session.flush()
