"""What this room keeps about a member, for her own download."""

from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from communities.models import Membership
from proposals.fields import VERSION_FIELDS
from proposals.models import (
    Attachment,
    Backing,
    FairnessRemark,
    HelpOffer,
    Proposal,
    StartObjection,
    Touched,
    Version,
)
from proposals.threads import Also, Contribution, Report, Side


def own_words(session: Session, member: Membership) -> dict[str, Any]:
    """What she proposed, wrote and said, and where she counts along."""

    def rows(query: Select[Any]) -> list[Row[Any]]:
        return list(session.execute(query).all())

    def on_proposal(table: Any, *columns: Any) -> Select[Any]:
        return (
            select(Proposal.number, *columns)
            .join(table, table.proposal_id == Proposal.id)
            .order_by(Proposal.number)
        )

    mine = member.id
    return {
        "proposals": [
            {
                "number": each.number,
                "title": each.title,
                "phase": each.phase.value,
                "addressee": each.addressee,
                "answer": each.answer,
                "withdrawn_because": each.withdrawn_because,
            }
            for each in session.scalars(
                select(Proposal).where(Proposal.author_id == mine).order_by(Proposal.number)
            )
        ],
        "texts": [
            {
                "proposal": number,
                "version": each.number,
                "at": each.created_at.isoformat(),
                "because": each.changed_because,
            }
            | {name: getattr(each, name) for name in VERSION_FIELDS}
            for number, each in rows(
                on_proposal(Version, Version)
                .where(Version.author_id == mine)
                .order_by(Version.number)
            )
        ],
        "attachments": [
            {"proposal": number, "name": name, "description": alt}
            for number, name, alt in rows(
                on_proposal(Attachment, Attachment.name, Attachment.alt).where(
                    Attachment.added_by_id == mine
                )
            )
        ],
        "said": [
            {
                "at": each.created_at.isoformat(),
                "proposal": number,
                "words": each.body,
                "on_behalf": each.on_behalf,
            }
            for number, each in rows(
                on_proposal(Contribution, Contribution)
                .where(or_(Contribution.author_id == mine, Contribution.speaker_id == mine))
                .order_by(None)
                .order_by(Contribution.id)
            )
        ],
        "both_sides": [
            {"proposal": number, "side": each.side.value, "words": each.words}
            for number, each in rows(
                on_proposal(Side, Side).where(or_(Side.writer_id == mine, Side.approver_id == mine))
            )
        ],
        "touched": [
            {"proposal": number, "who": each.who, "how": each.how, "words": each.words}
            for number, each in rows(
                on_proposal(Touched, Touched).where(
                    or_(Touched.added_by_id == mine, Touched.talker_id == mine)
                )
            )
        ],
        "is_the_question_fair": [
            {"proposal": number, "words": words}
            for number, words in rows(
                on_proposal(FairnessRemark, FairnessRemark.remark).where(
                    FairnessRemark.membership_id == mine
                )
            )
        ],
        "objections_to_starting": [
            {"proposal": number, "words": words}
            for number, words in rows(
                on_proposal(StartObjection, StartObjection.reason).where(
                    StartObjection.membership_id == mine
                )
            )
        ],
        "reports": [
            {"at": at.isoformat(), "words": words}
            for at, words in rows(
                select(Report.at, Report.reason).where(Report.membership_id == mine)
            )
        ],
        "wants_to_decide": _where(session, member, Backing),
        "helps": _where(session, member, HelpOffer),
        "also": len(session.scalars(select(Also).where(Also.membership_id == mine)).all()),
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
