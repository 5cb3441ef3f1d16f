"""Models of what follows a count: outcome, record, corrections, tasks, looks of the panel."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Membership
from decisions.models import Decision
from plumbing.database.base import Base
from plumbing.database.columns import Moment, word


class Outcome(Base):
    """The result in the facilitator's words, and her answer to "Wie hoorden we niet?"."""

    __tablename__ = "outcome"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    hearing_words: Mapped[str] = mapped_column(Text, default="")
    done_to_hear: Mapped[str] = mapped_column(Text, default="")
    next_time: Mapped[str] = mapped_column(Text, default="")
    review_on: Mapped[date | None]
    worded_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    worded_at: Mapped[datetime] = mapped_column(Moment)
    """The 48 hours of "Klopt dit?" run from here; a new wording starts them again."""

    decision: Mapped[Decision] = relationship()
    worded_by: Mapped[Membership] = relationship()
    checks: Mapped[list["OutcomeCheck"]] = relationship(back_populates="outcome")


class OutcomeCheck(Base):
    """One of those asked "Klopt dit?": the author and two members drawn by lot."""

    __tablename__ = "outcome_check"

    decision_id: Mapped[int] = mapped_column(ForeignKey("outcome.decision_id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    agrees: Mapped[bool | None]
    words: Mapped[str] = mapped_column(String(600), default="")
    at: Mapped[datetime | None] = mapped_column(Moment)

    outcome: Mapped[Outcome] = relationship(back_populates="checks")
    membership: Mapped[Membership] = relationship()


class Record(Base):
    """The decision record: fixed text and numbers, never edited."""

    __tablename__ = "decision_record"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    searchable: Mapped[str] = mapped_column(Text, default="")
    fingerprint: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    decision: Mapped[Decision] = relationship()


class Correction(Base):
    """What was wrong in a record, standing beside it."""

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("decision_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    by: Mapped[Membership] = relationship()


class Keeping(StrEnum):
    """What came of looking back: it stays, it is adjusted, or it is talked about again."""

    KEEP = "keep"
    ADJUST = "adjust"
    AGAIN = "again"


class Review(Base):
    """What the group said when it looked back; it stands beside the record for good."""

    __tablename__ = "review"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    verdict: Mapped[Keeping] = mapped_column(word(Keeping))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    by: Mapped[Membership] = relationship()


class Task(Base):
    """Something to carry out, who does it, and what it waits for."""

    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    what: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date | None]
    waits_for: Mapped[str] = mapped_column(String(200), default="")
    waits_until: Mapped[date | None]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)

    helpers: Mapped[list["TaskHelper"]] = relationship(back_populates="task")


class TaskHelper(Base):
    """A member takes up a task."""

    __tablename__ = "task_helper"

    task_id: Mapped[int] = mapped_column(
        ForeignKey("task.id", ondelete="CASCADE"), primary_key=True
    )
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)

    task: Mapped[Task] = relationship(back_populates="helpers")
    membership: Mapped[Membership] = relationship()
