"""Helpers who said "Ik help mee": how many at any time, and by name once it is closed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.here import DecisionHere
from decisions.visibility import may_see_result
from plumbing.values import Struct
from proposals.models import HelpOffer
from voting.results import ADOPTED


class Helping(Struct, frozen=True):
    """The offers of help with a proposal, as one reader sees them."""

    number: int
    names: tuple[str, ...]
    """Empty for a visitor."""
    is_adopted: bool
    """Is there something to carry out?"""


def helping_of(session: Session, found: DecisionHere) -> Helping | None:
    """Offers with names; none before closing, when names would lean on a vote."""
    decision = found.decision
    if not decision.is_over or not may_see_result(decision, found.participation):
        return None
    names = session.scalars(
        select(Membership.name)
        .join(HelpOffer, HelpOffer.membership_id == Membership.id)
        .where(HelpOffer.proposal_id == decision.proposal_id, Membership.left_at.is_(None))
        .order_by(HelpOffer.at, HelpOffer.membership_id)
    ).all()
    kept = found.round.result if found.round else None
    return Helping(
        number=len(names),
        names=tuple(names) if found.membership else (),
        is_adopted=(kept or {}).get("status") in ADOPTED,
    )
