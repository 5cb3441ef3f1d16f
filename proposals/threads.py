"""Threads of what people say about a proposal: four kinds, replies, "Ik ook", both sides."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Membership
from plumbing.database.base import Base
from plumbing.database.columns import Moment, word
from proposals.models import Proposal
from proposals.voices import Sound


class ThreadKind(StrEnum):
    """What somebody comes with."""

    QUESTION = "question"
    WORRY = "worry"
    EXPERIENCE = "experience"
    IDEA = "idea"


class Contribution(Base):
    """Something said: the start of a thread, or a reply to one."""

    __tablename__ = "contribution"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), index=True
    )
    thread_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    """The contribution that this one replies to; none for the start of a thread."""
    kind: Mapped[ThreadKind | None] = mapped_column(word(ThreadKind))
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8), default="nl")
    author_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    """Who wrote it down; the speaker herself unless it was said by somebody else."""
    on_behalf: Mapped[bool] = mapped_column(default=False)
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), index=True)
    speaker_name: Mapped[str] = mapped_column(String(120), default="")
    """The name of who said it, only with her consent."""
    spoken_in: Mapped[str] = mapped_column(String(8), default="")
    sound_id: Mapped[int | None] = mapped_column(ForeignKey("sound.id"))
    """What she said in her own voice; the body is empty until somebody wrote it down."""
    written_down_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the speaker said: "Zo bedoel ik het"."""
    created_at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the asker was content with the answers."""
    taken_over_in: Mapped[int | None]
    """The number of the version that took this idea over."""
    hidden_at: Mapped[datetime | None] = mapped_column(Moment)
    hidden_because: Mapped[str] = mapped_column(String(300), default="")
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))

    proposal: Mapped[Proposal] = relationship(foreign_keys=[proposal_id])
    author: Mapped[Membership] = relationship(foreign_keys=[author_id])
    speaker: Mapped[Membership | None] = relationship(foreign_keys=[speaker_id])
    written_down_by: Mapped[Membership | None] = relationship(foreign_keys=[written_down_by_id])
    sound: Mapped[Sound | None] = relationship()


class Also(Base):
    """A member says "Ik ook" to a contribution."""

    __tablename__ = "also"

    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class Report(Base):
    """A member asks the facilitators to look at a contribution."""

    __tablename__ = "report"

    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)


class SideOf(StrEnum):
    """The two sides of "Beide kanten"."""

    FOR = "for"
    AGAINST = "against"


class Side(Base):
    """One of both sides, written by the other side and approved with "Zo bedoel ik het"."""

    __tablename__ = "side"

    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True
    )
    side: Mapped[SideOf] = mapped_column(word(SideOf), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    writer_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    written_at: Mapped[datetime] = mapped_column(Moment)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)

    writer: Mapped[Membership] = relationship(foreign_keys=[writer_id])
    approver: Mapped[Membership | None] = relationship(foreign_keys=[approver_id])
