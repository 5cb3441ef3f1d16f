"""Voices: sound as it was recorded, and explanations by neighbours in words or sound."""

from datetime import datetime

from plumbing.database.base import Base
from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Membership
from plumbing.database.columns import Moment
from proposals.models import Proposal


class Sound(Base):
    """A recording that belongs to a proposal; its bytes are kept apart."""

    __tablename__ = "sound"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), index=True
    )
    media_type: Mapped[str] = mapped_column(String(60))
    milliseconds: Mapped[int | None]
    """How long it lasts; none where the file does not tell."""
    added_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)

    content: Mapped["SoundContent"] = relationship(cascade="all, delete-orphan")


class SoundContent(Base):
    """The bytes of a recording."""

    __tablename__ = "sound_content"

    sound_id: Mapped[int] = mapped_column(
        ForeignKey("sound.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Explanation(Base):
    """A neighbour explains a proposal in another language, in words, in sound or in both."""

    __tablename__ = "explanation"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), index=True
    )
    version_number: Mapped[int]
    """The version that was explained; a later one may say something else."""
    language: Mapped[str] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(Text, default="")
    sound_id: Mapped[int | None] = mapped_column(ForeignKey("sound.id", ondelete="SET NULL"))
    by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    hidden_at: Mapped[datetime | None] = mapped_column(Moment)
    hidden_because: Mapped[str] = mapped_column(String(300), default="")
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))

    proposal: Mapped[Proposal] = relationship()
    by: Mapped[Membership] = relationship(foreign_keys=[by_id])
    sound: Mapped[Sound | None] = relationship()
