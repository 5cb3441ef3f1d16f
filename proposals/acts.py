"""Acts: what this person can do with a proposal from its page at this moment."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from communities.permissions import Action
from plumbing.clock import now
from plumbing.values import Struct
from proposals.access import ProposalHere
from proposals.guards import lets
from proposals.phases import Stage, Step


class ProposalActs(Struct, frozen=True):
    """What her role, the moment and a decision that runs on it allow."""

    changes_text: bool
    """Of what others read already; a draft has a button of its own."""
    withdraws: bool
    touches: bool
    """Names whom it touches, and tells what they said."""
    votes: bool


def acts_of(session: Session, found: ProposalHere) -> ProposalActs:
    """By her role, the moment, and what higher rooms guard."""
    writes, withdraws = (_may(session, found, step) for step in (Step.WRITE, Step.WITHDRAW))
    return ProposalActs(
        changes_text=writes and found.stage is not Stage.DRAFT,
        withdraws=withdraws,
        touches=found.may_now(Action.ADD_TOUCHED, Step.TOUCH),
        votes=found.may(Action.CAST_BALLOT),
    )


def _may(session: Session, found: ProposalHere, step: Step) -> bool:
    if not found.may_now(Action.EDIT_PROPOSAL, step):
        return False
    # Only while it is decided on has a guard anything to say, so that other pages ask none.
    return found.stage is not Stage.DECISION or lets(session, found.proposal, step)


def open_until(decision: Any) -> datetime | None:
    """Until when people vote on it, if they do now; nobody needs to have closed it."""
    if decision is None or not decision.is_open or decision.closes_at <= now():
        return None
    closes_at: datetime = decision.closes_at
    return closes_at
