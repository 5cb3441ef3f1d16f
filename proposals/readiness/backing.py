"""Backing a proposal: "Ik wil hierover beslissen" and "Ik help mee"."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import WrongMoment
from proposals.models import Backing, HelpOffer, Proposal
from proposals.phases import Step, allowed, what_now


def back(session: Session, proposal: Proposal, member: Membership, *, on: bool = True) -> None:
    """ "Ik wil hierover beslissen", or no longer; saying it twice is saying it once."""
    if not allowed(proposal, Step.BACK):
        raise WrongMoment(what_now(proposal))
    if member.id == proposal.author_id:
        raise WrongMoment(_("Dit is je eigen voorstel. Jij telt al mee."))
    _turn(session, Backing, proposal, member, on)


def offer_help(
    session: Session, proposal: Proposal, member: Membership, *, on: bool = True
) -> None:
    """ "Ik help mee", whatever she votes, or no longer; saying it twice is saying it once."""
    if not allowed(proposal, Step.HELP):
        raise WrongMoment(what_now(proposal))
    _turn(session, HelpOffer, proposal, member, on)


def _turn(
    session: Session,
    kind: type[Backing] | type[HelpOffer],
    proposal: Proposal,
    member: Membership,
    on: bool,
) -> None:
    lock(session, proposal, "phase")
    row = session.get(kind, (proposal.id, member.id))
    if row is not None and not on:
        session.delete(row)
    elif row is None and on:
        session.add(kind(proposal_id=proposal.id, membership_id=member.id, at=now()))
    session.flush()
