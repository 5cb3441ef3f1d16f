"""Votes: who took part and what was marked, kept apart so that a secret vote stays one."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from decisions.roll import RollEntry
from plumbing.database.base import Base
from plumbing.database.columns import Moment, word

NO_ROWID = {"sqlite_with_rowid": False}
"""Without a row id nothing tells in which order the rows came."""


class Participation(Base):
    """This entry voted in this round; how many times she changed her mind is the version."""

    __tablename__ = "participation"
    __table_args__ = (NO_ROWID,)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    on_paper: Mapped[bool] = mapped_column(default=False)


class OpenBallot(Base):
    """A ballot that stands under a name."""

    __tablename__ = "open_ballot"
    __table_args__ = (NO_ROWID,)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), primary_key=True)
    marks: Mapped[dict[str, int]] = mapped_column(JSON)

    entry: Mapped[RollEntry] = relationship()


class SecretBallot(Base):
    """A ballot under a key that only the round's own key leads to; deleted at sealing."""

    __tablename__ = "secret_ballot"
    __table_args__ = (NO_ROWID,)

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    round_id: Mapped[int] = mapped_column(index=True)
    marks: Mapped[dict[str, int]] = mapped_column(JSON)


class CountedBallot(Base):
    """Equal ballots and how many there were, sorted by their marks; all that sealing leaves."""

    __tablename__ = "counted_ballot"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    marks: Mapped[dict[str, int]] = mapped_column(JSON)
    count: Mapped[int]


class Submission(Base):
    """A form that was accepted once, so that sending it again changes nothing."""

    __tablename__ = "submission"
    __table_args__ = (Index("ix_submission_round_id", "round_id"), NO_ROWID)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"))


class ReasonKind(StrEnum):
    """A concern never blocks; an objection that holds does."""

    CONCERN = "concern"
    OBJECTION = "objection"


class Reason(Base):
    """What somebody said with her consent or objection, in one round."""

    __tablename__ = "reason"
    FIELDS: ClassVar = {"what_goes_wrong": 1000, "for_whom": 500, "what_would_help": 1000}
    """What is said, and the most signs that are kept of each."""

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), primary_key=True)
    kind: Mapped[ReasonKind] = mapped_column(word(ReasonKind))
    what_goes_wrong: Mapped[str] = mapped_column(String(1000))
    for_whom: Mapped[str] = mapped_column(String(500), default="")
    what_would_help: Mapped[str] = mapped_column(String(1000), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    group_says_it_holds: Mapped[bool | None]
    """What the group's test gave, where the rule has the group test objections."""

    entry: Mapped[RollEntry] = relationship()

    @property
    def words(self) -> dict[str, str]:
        """What was said, by field."""
        return {name: getattr(self, name) for name in self.FIELDS}


class SharedObjection(Base):
    """Another entry shares this objection."""

    __tablename__ = "shared_objection"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), primary_key=True)
    sharer_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), primary_key=True)
