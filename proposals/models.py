"""Models of proposals, their versions, and whom they touch."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Community, Membership
from plumbing.database.base import Base
from plumbing.database.columns import Moment, word


class Kind(StrEnum):
    """A plan of our own, or a position or letter to somebody else."""

    PLAN = "plan"
    LETTER = "letter"


class Phase(StrEnum):
    """Where a proposal is on its way."""

    DRAFT = "draft"
    DISCUSSION = "discussion"
    DECISION = "decision"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Proposal(Base):
    """Something a member puts on the table."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("community_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"))
    number: Mapped[int]
    slug: Mapped[str] = mapped_column(String(80))
    author_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    kind: Mapped[Kind] = mapped_column(word(Kind), default=Kind.PLAN)
    phase: Mapped[Phase] = mapped_column(word(Phase), default=Phase.DRAFT)
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(600), default="")
    version_number: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(8), default="nl")
    is_quick: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A question put to a room at once; on no list of proposals until it is opened as one."""
    come_and_talk: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """When and where one can talk about it: "Dinsdag 10 uur, koffie in het buurthuis"."""
    created_at: Mapped[datetime] = mapped_column(Moment)
    discussed_since: Mapped[datetime | None] = mapped_column(Moment)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the author pressed "Klaar om te beslissen": the fair-question days run from here."""
    starting_at: Mapped[datetime | None] = mapped_column(Moment)
    """When it begins without a decision, unless somebody objects before."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_because: Mapped[str] = mapped_column(String(500), default="")
    addressee: Mapped[str] = mapped_column(String(200), default="")
    answer_due: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    community: Mapped[Community] = relationship()
    author: Mapped[Membership] = relationship()
    versions: Mapped[list["Version"]] = relationship(
        back_populates="proposal", order_by="Version.number"
    )
    touched: Mapped[list["Touched"]] = relationship(
        back_populates="proposal", order_by="Touched.id"
    )
    attachments: Mapped[list["Attachment"]] = relationship(
        back_populates="proposal", order_by="Attachment.id"
    )
    decisions: Mapped[list[Any]] = relationship(
        "Decision", viewonly=True, order_by="Decision.number"
    )
    """What was decided on it, which a higher room knows all about."""
    compared_in: Mapped[list[Any]] = relationship("Decision", secondary="option", viewonly=True)
    """Decisions in which it was one of several to choose between."""


class Version(Base):
    """The text of a proposal as it stood from a moment on; never edited, only followed."""

    __tablename__ = "proposal_version"
    __table_args__ = (UniqueConstraint("proposal_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(600))
    what: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")
    money_cents: Mapped[int | None]
    hands: Mapped[str] = mapped_column(String(300), default="")
    place: Mapped[str] = mapped_column(String(300), default="")
    settled: Mapped[str] = mapped_column(Text, default="")
    """What is fixed already and cannot be chosen any more."""
    origin: Mapped[str] = mapped_column(String(300), default="")
    changed_because: Mapped[str] = mapped_column(String(500), default="")
    credit_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="SET NULL")
    )
    """The contribution that was taken over into this version."""
    author_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)

    proposal: Mapped[Proposal] = relationship(back_populates="versions")
    author: Mapped[Membership] = relationship()


class TouchedStatus(StrEnum):
    """How far the talk is with people a proposal touches."""

    UNSPOKEN = "unspoken"
    ASKED = "asked"
    SPOKEN = "spoken"
    AGREED = "agreed"
    REFUSED = "refused"


class Touched(Base):
    """People or organisations a proposal touches, members or not; some must still agree."""

    __tablename__ = "touched"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), index=True
    )
    who: Mapped[str] = mapped_column(String(160))
    how: Mapped[str] = mapped_column(String(300), default="")
    must_agree: Mapped[bool] = mapped_column(default=False)
    status: Mapped[TouchedStatus] = mapped_column(
        word(TouchedStatus), default=TouchedStatus.UNSPOKEN
    )
    status_on: Mapped[date | None]
    words: Mapped[str] = mapped_column(String(600), default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    talker_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    """Who goes and talks with them, or did."""
    created_at: Mapped[datetime] = mapped_column(Moment)

    proposal: Mapped[Proposal] = relationship(back_populates="touched")
    talker: Mapped[Membership | None] = relationship(foreign_keys=[talker_id])


class AttachmentKind(StrEnum):
    """What came along with a proposal."""

    PHOTO = "photo"
    DOCUMENT = "document"


class Attachment(Base):
    """A photo or a document of a proposal; its bytes are kept apart."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[AttachmentKind] = mapped_column(word(AttachmentKind))
    name: Mapped[str] = mapped_column(String(160))
    alt: Mapped[str] = mapped_column(String(300), default="")
    width: Mapped[int | None]
    height: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)

    proposal: Mapped[Proposal] = relationship(back_populates="attachments")
    contents: Mapped[list["AttachmentContent"]] = relationship(cascade="all, delete-orphan")


class AttachmentContent(Base):
    """The bytes of an attachment in one size."""

    __tablename__ = "attachment_content"

    attachment_id: Mapped[int] = mapped_column(
        ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True
    )
    size: Mapped[str] = mapped_column(String(10), primary_key=True)
    """"large", "small" or, for a document, "whole"."""
    media_type: Mapped[str] = mapped_column(String(60))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Backing(Base):
    """A member says: "ik wil hierover beslissen"."""

    __tablename__ = "backing"

    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True
    )
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class HelpOffer(Base):
    """A member says: "ik help mee", whatever she votes."""

    __tablename__ = "help_offer"

    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True
    )
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)

    membership: Mapped[Membership] = relationship()


class StartObjection(Base):
    """A member objects to beginning at once, so a decision is needed after all."""

    __tablename__ = "start_objection"

    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True
    )
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(600))
    at: Mapped[datetime] = mapped_column(Moment)

    membership: Mapped[Membership] = relationship()


class FairnessRemark(Base):
    """Why somebody finds that the question is not put fairly, and what the author answers."""

    __tablename__ = "fairness_remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), index=True
    )
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    remark: Mapped[str] = mapped_column(String(600))
    answer: Mapped[str] = mapped_column(String(600), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    membership: Mapped[Membership] = relationship()
