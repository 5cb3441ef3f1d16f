"""Ballots on paper: who was given one, and what two people read on each that came back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Membership
from decisions.roll import RollEntry
from decisions.votes import NO_ROWID
from plumbing.columns import Moment
from plumbing.database import Base


class PaperSlip(Base):
    """An empty ballot was given to this entry, for one round."""

    __tablename__ = "paper_slip"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), primary_key=True)
    given_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    given_at: Mapped[datetime] = mapped_column(Moment)

    entry: Mapped[RollEntry] = relationship()


class PaperBallot(Base):
    """One paper out of the pile, read by two people who do not see each other's reading.

    In a secret round it carries no entry and goes at sealing. The number is written on the paper
    by who reads it first, so that the second reads the same one.
    """

    __tablename__ = "paper_ballot"
    __table_args__ = (
        CheckConstraint("second_by_id <> first_by_id", name="two_readers"),
        NO_ROWID,
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("roll_entry.id"))
    """Whose it is; only where ballots stand under a name."""
    first_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    first_reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    second_reading: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    is_agreed: Mapped[bool] = mapped_column(default=False)

    first_by: Mapped[Membership] = relationship(foreign_keys=[first_by_id])
    second_by: Mapped[Membership | None] = relationship(foreign_keys=[second_by_id])
