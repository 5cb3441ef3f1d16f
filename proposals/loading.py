"""Loading the rows that hang under a proposal, each kind in one query."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, load_only

from plumbing.database.session import db
from proposals.models import Attachment, FairnessRemark, Proposal, Touched
from proposals.threads import Side


def touched_by(proposal: Proposal) -> list[Touched]:
    return list(
        db.session.scalars(
            select(Touched)
            .where(Touched.proposal_id == proposal.id)
            .order_by(Touched.id)
            .options(joinedload(Touched.talker))
        )
    )


def hanging_on(proposal: Proposal) -> tuple[list[Attachment], Any, Any]:
    """The attachments of a proposal, its newest opened decision, and the one that is prepared."""
    db.session.scalars(
        select(Proposal)
        .where(Proposal.id == proposal.id)
        .options(
            load_only(Proposal.id),
            joinedload(Proposal.attachments),
            joinedload(Proposal.decisions),
            joinedload(Proposal.compared_in),
        )
    ).unique().all()
    both = (*proposal.decisions, *proposal.compared_in)
    opened = max((each for each in both if each.opened_at), key=_number, default=None)
    prepared = next((each for each in proposal.decisions if each.phase == "prepared"), None)
    return proposal.attachments, opened, prepared


def _number(decision: Any) -> int:
    number: int = decision.number
    return number


def sides_of(proposal: Proposal) -> list[Side]:
    return list(
        db.session.scalars(
            select(Side)
            .where(Side.proposal_id == proposal.id)
            .options(joinedload(Side.writer), joinedload(Side.approver))
        )
    )


def remarks_on(proposal: Proposal) -> list[FairnessRemark]:
    return list(
        db.session.scalars(
            select(FairnessRemark)
            .where(FairnessRemark.proposal_id == proposal.id)
            .order_by(FairnessRemark.id)
            .options(joinedload(FairnessRemark.membership))
        )
    )
