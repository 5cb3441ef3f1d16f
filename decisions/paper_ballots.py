"""Ballots on paper: who was given one, and what two people read on each that came back."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Membership
from decisions.roll import RollEntry
from decisions.votes import NO_ROWID
from plumbing.database.base import Base


class PaperSlip(Base):
    """An empty ballot was given to this entry, for one round; when is not written down."""

    __tablename__ = "paper_slip"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), primary_key=True)
    given_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))

    entry: Mapped[RollEntry] = relationship()


class PaperBallot(Base):
    """One paper out of the pile, read by two people who do not see each other's reading.

    In a secret round it carries no entry. The number is printed on the paper, so that both read
    the same one. All of it goes at sealing.
    """

    __tablename__ = "paper_ballot"
    __table_args__ = (
        CheckConstraint("second_by_id <> first_by_id", name="two_readers"),
        Index("ix_paper_ballot_round_id_entry_id", "round_id", "entry_id", unique=True),
        NO_ROWID,
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("roll_entry.id"))
    """Whose it is; only where ballots stand under a name."""
    first_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    first_reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Empty where the two were not the same and it is to be read again."""
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    second_reading: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    is_agreed: Mapped[bool] = mapped_column(default=False)

    first_by: Mapped[Membership] = relationship(foreign_keys=[first_by_id])
    second_by: Mapped[Membership | None] = relationship(foreign_keys=[second_by_id])
