"""Own data of a member in this room, for her to take along."""

from collections import defaultdict
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Text,
    bindparam,
    cast,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

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

Rows = list[dict[str, Any]]


def own_words(session: Session, member: Membership) -> dict[str, Any]:
    """What she proposed, wrote and said, and where she counts along, in the shape of JSON."""
    return {
        "proposals": _proposals(session, member),
        "texts": _texts(session, member),
        "said": _said(session, member),
        "beside": _beside(session, member),
    }


def _proposals(session: Session, member: Membership) -> Rows:
    rows = session.scalars(
        select(Proposal).where(Proposal.author_id == member.id).order_by(Proposal.number)
    )
    return [
        {
            "number": each.number,
            "title": each.title,
            "phase": each.phase.value,
            "addressee": each.addressee,
            "answer": each.answer,
            "withdrawn_because": each.withdrawn_because,
        }
        for each in rows
    ]


def _texts(session: Session, member: Membership) -> Rows:
    rows = session.execute(
        select(Proposal.number, Version)
        .join(Version, Version.proposal_id == Proposal.id)
        .where(Version.author_id == member.id)
        .order_by(Proposal.number, Version.number)
    )
    return [
        {
            "proposal": number,
            "version": text.number,
            "at": text.created_at.isoformat(),
            "because": text.changed_because,
        }
        | {name: getattr(text, name) for name in VERSION_FIELDS}
        for number, text in rows
    ]


def _said(session: Session, member: Membership) -> Rows:
    rows = session.execute(
        select(Proposal.number, Contribution)
        .join(Contribution, Contribution.proposal_id == Proposal.id)
        .where(or_(Contribution.author_id == member.id, Contribution.speaker_id == member.id))
        .order_by(Contribution.id)
    )
    return [
        {
            "at": said.created_at.isoformat(),
            "proposal": number,
            "words": said.body,
            "on_behalf": said.on_behalf,
        }
        for number, said in rows
    ]


def _beside(session: Session, member: Membership) -> dict[str, Rows]:
    """Everything else under her name, by what it is: on which proposal, in which words."""
    lines = [
        _line("wants_to_decide", Backing, Backing.membership_id, literal("")),
        _line("helps", HelpOffer, HelpOffer.membership_id, literal("")),
        _line("attached", Attachment, Attachment.added_by_id, Attachment.name),
        _line("wrote_a_side", Side, Side.writer_id, Side.words),
        _line("approved_a_side", Side, Side.approver_id, Side.words),
        _line("whom_it_touches", Touched, Touched.added_by_id, Touched.who),
        _line("spoke_with", Touched, Touched.talker_id, Touched.who + ": " + Touched.words),
        _line(
            "on_the_question", FairnessRemark, FairnessRemark.membership_id, FairnessRemark.remark
        ),
        _line("objected", StartObjection, StartObjection.membership_id, StartObjection.reason),
        _line("me_too", Also, Also.membership_id, Contribution.body, Contribution),
        _line("reported", Report, Report.membership_id, Report.reason, Contribution),
    ]
    found: dict[str, Rows] = defaultdict(list)
    for kind, number, words in session.execute(
        union_all(*lines).order_by("kind", "number", "words"), {"member_id": member.id}
    ):
        found[kind].append({"proposal": number, "words": words})
    return dict(found)


def _line(
    kind: str,
    table: Any,
    by: InstrumentedAttribute[Any],
    words: ColumnElement[str] | InstrumentedAttribute[str],
    through: Any = None,
) -> Select[str, int, str]:
    said = select(
        literal(kind, String).label("kind"),
        Proposal.number.label("number"),
        cast(words, Text).label("words"),
    )
    if through is None:
        return said.join(table, table.proposal_id == Proposal.id).where(
            by == bindparam("member_id")
        )
    return (
        said.join(through, through.proposal_id == Proposal.id)
        .join(table, table.contribution_id == through.id)
        .where(by == bindparam("member_id"))
    )
