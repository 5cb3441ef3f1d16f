"""Standing by a proposal: "Ik wil hierover beslissen" and "Ik help mee"."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.database import lock
from plumbing.web import WrongMoment
from proposals.models import Backing, HelpOffer, Proposal
from proposals.phases import Step, allowed, what_now


def back(session: Session, proposal: Proposal, member: Membership) -> bool:
    """ "Ik wil hierover beslissen", or no longer; says which it is now."""
    if not allowed(proposal, Step.BACK):
        raise WrongMoment(what_now(proposal))
    if member.id == proposal.author_id:
        raise WrongMoment(_("Dit is je eigen voorstel. Jij telt al mee."))
    return _turn(session, Backing, proposal, member)


def offer_help(session: Session, proposal: Proposal, member: Membership) -> bool:
    """ "Ik help mee", whatever she votes, or no longer; says which it is now."""
    if not allowed(proposal, Step.HELP):
        raise WrongMoment(what_now(proposal))
    return _turn(session, HelpOffer, proposal, member)


def _turn(
    session: Session, kind: type[Backing] | type[HelpOffer], proposal: Proposal, member: Membership
) -> bool:
    lock(session, proposal, "phase")
    row = session.get(kind, (proposal.id, member.id))
    if row is not None:
        session.delete(row)
    else:
        session.add(kind(proposal_id=proposal.id, membership_id=member.id, at=now()))
    session.flush()
    return row is None
