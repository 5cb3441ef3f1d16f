"""What this room keeps about a member, for her own download."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from communities.models import Membership
from proposals.models import Backing, HelpOffer, Proposal
from proposals.threads import Also, Contribution


def own_words(session: Session, member: Membership) -> dict[str, Any]:
    """What she proposed and said, and where she counts along."""
    proposals = session.scalars(
        select(Proposal).where(Proposal.author_id == member.id).order_by(Proposal.number)
    )
    said = session.scalars(
        select(Contribution)
        .where(or_(Contribution.author_id == member.id, Contribution.speaker_id == member.id))
        .order_by(Contribution.id)
    )
    return {
        "proposals": [{"number": each.number, "title": each.title} for each in proposals],
        "said": [
            {"at": each.created_at.isoformat(), "words": each.body, "on_behalf": each.on_behalf}
            for each in said
        ],
        "wants_to_decide": _where(session, member, Backing),
        "helps": _where(session, member, HelpOffer),
        "also": len(session.scalars(select(Also).where(Also.membership_id == member.id)).all()),
    }


def _where(
    session: Session, member: Membership, stance: type[Backing] | type[HelpOffer]
) -> list[int]:
    return list(
        session.scalars(
            select(Proposal.number)
            .join(stance, stance.proposal_id == Proposal.id)
            .where(stance.membership_id == member.id)
            .order_by(Proposal.number)
        )
    )
