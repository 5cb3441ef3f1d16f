"""Models of a decision: what is asked, by which rule, in which rounds, and what is frozen."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    LargeBinary,
    ScalarSelect,
    Select,
    String,
    Text,
    UniqueConstraint,
    false,
    select,
    true,
)
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Community, Membership
from plumbing.clock import now
from plumbing.database.base import Base
from plumbing.database.columns import Moment, this_moment, word
from proposals.models import Proposal


class Phase(StrEnum):
    """Where a decision is on its way."""

    PREPARED = "prepared"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    RECORDED = "recorded"
    CANCELLED = "cancelled"


class Secrecy(StrEnum):
    """Whether names stand with choices after closing, or never."""

    OPEN = "open"
    SECRET = "secret"


class ResultsVisible(StrEnum):
    """From when a result may be seen."""

    LIVE = "live"
    AFTER_VOTING = "after_voting"
    AT_CLOSING = "at_closing"
    AT_REVEAL = "at_reveal"

    @property
    def is_early(self) -> bool:
        """Can somebody see how it stands while others still vote?"""
        return self in (ResultsVisible.LIVE, ResultsVisible.AFTER_VOTING)


class ExtendOn(StrEnum):
    """What gives a decision its one extension, fixed before it opens."""

    NEVER = "never"
    QUORUM = "quorum"
    FLAG = "flag"
    EITHER = "either"


class Decision(Base):
    """A question put to a community, decided by a method it chose."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("community_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"))
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    number: Mapped[int]
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(160))
    question: Mapped[str] = mapped_column(String(300))
    phase: Mapped[Phase] = mapped_column(word(Phase), default=Phase.PREPARED)
    method: Mapped[str] = mapped_column(String(30))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    secrecy: Mapped[Secrecy] = mapped_column(word(Secrecy))
    results_visible: Mapped[ResultsVisible] = mapped_column(
        word(ResultsVisible), default=ResultsVisible.AT_CLOSING
    )
    extend_on: Mapped[ExtendOn] = mapped_column(word(ExtendOn), default=ExtendOn.NEVER)
    extend_days: Mapped[int] = mapped_column(default=0)
    early_closing: Mapped[bool] = mapped_column(default=False)
    binds: Mapped[bool] = mapped_column(default=True, server_default=true())
    """False for a quick question: it is counted like any decision and binds nobody."""
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    """The decision this one follows: a run-off, a second meeting, a fallback."""
    same_roll: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Do only those vote who could vote in the decision that this one follows?"""
    second_quorum: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """How many a second meeting needs if the first had too few, where that was agreed; else ""."""
    articles: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    """Where in the community's own articles a number of the rule is found, by setting."""
    hearing_base: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The attributes and settings of the panel as they stood at opening."""
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    closes_at: Mapped[datetime] = mapped_column(Moment, index=True)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    revealed_at: Mapped[datetime | None] = mapped_column(Moment)
    """When a result was shown, where showing it is a step of its own."""
    recorded_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_because: Mapped[str] = mapped_column(String(500), default="")

    community: Mapped[Community] = relationship()
    proposal: Mapped[Proposal] = relationship()
    prepared_by: Mapped[Membership] = relationship()
    previous: Mapped["Decision | None"] = relationship(remote_side=[id])
    options: Mapped[list["Option"]] = relationship(
        back_populates="decision", order_by="Option.position", cascade="all, delete-orphan"
    )
    rounds: Mapped[list["Round"]] = relationship(back_populates="decision", order_by="Round.number")

    @property
    def is_open(self) -> bool:
        return self.phase is Phase.OPEN

    @hybrid_method
    def takes_ballots(self) -> bool:
        """Is its box open at this moment? At the minute of the deadline it is not any more."""
        return box_is_open(self.phase, self.closes_at)

    @takes_ballots.expression
    @classmethod
    def _takes_ballots(cls) -> ColumnElement[bool]:
        return (cls.phase == Phase.OPEN) & (cls.closes_at > this_moment())

    @hybrid_method
    def is_due(self) -> bool:
        """Did its deadline pass while it was not sealed yet?"""
        return self.is_open and not self.takes_ballots()

    @is_due.expression
    @classmethod
    def _is_due(cls) -> ColumnElement[bool]:
        return (cls.phase == Phase.OPEN) & (cls.closes_at <= this_moment())

    @property
    def is_over(self) -> bool:
        return self.phase in (Phase.CLOSED, Phase.RECORDED)

    def move_to(self, phase: Phase) -> None:
        """Change the phase, which every screen shows."""
        self.phase = phase
        self.mark_changed()

    def mark_changed(self) -> None:
        """Raise the revision, as anything changed that a screen would show."""
        self.revision += 1

    @property
    def may_be_closed(self) -> bool:
        """Answers always; votes before their deadline only where that was settled at opening."""
        early = self.early_closing and not self.results_visible.is_early
        return self.phase is Phase.ANSWERED or (self.is_open and early)

    @property
    def is_secret(self) -> bool:
        return self.secrecy is Secrecy.SECRET

    @property
    def is_motion(self) -> bool:
        return len(self.options) == 1

    @property
    def asks_yes_or_no(self) -> bool:
        """A quick question without options; a decision is for or against a proposal."""
        return self.is_motion and not self.binds

    @classmethod
    def following(cls, decision: "Decision", *, with_prepared: bool = False) -> Select["Decision"]:
        """The decisions that follow on this one, the newest in front; not those called off."""
        gone = [Phase.CANCELLED] if with_prepared else [Phase.CANCELLED, Phase.PREPARED]
        return (
            select(cls)
            .where(cls.previous_id == decision.id, cls.phase.not_in(gone))
            .order_by(cls.number.desc())
            .limit(1)
        )


def box_is_open(phase: Phase, closes_at: datetime, sealed_at: datetime | None = None) -> bool:
    """Are ballots taken now, by a decision in this phase and a round that may be sealed?"""
    return phase is Phase.OPEN and sealed_at is None and now() < closes_at


class Option(Base):
    """One thing that can be chosen; a motion has exactly one."""

    __tablename__ = "option"
    __table_args__ = (UniqueConstraint("decision_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(160))
    description: Mapped[str] = mapped_column(String(600), default="")
    cost_cents: Mapped[int | None]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))

    decision: Mapped[Decision] = relationship(back_populates="options")
    proposal: Mapped[Proposal | None] = relationship()


class Round(Base):
    """One asking of the roll, frozen under a fingerprint; only consent has more than one."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("decision_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    number: Mapped[int]
    version_number: Mapped[int]
    """The version of the proposal that this round asks about."""
    frozen: Mapped[str] = mapped_column(Text)
    """The `gehoord-open/1` text, canonical JSON, of which the fingerprint is the SHA-256."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    deadline: Mapped[datetime] = mapped_column(Moment)
    extended_from: Mapped[datetime | None] = mapped_column(Moment)
    """The first deadline, where the one extension was given."""
    accompanied: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many voted with a neighbour reading along; who they were is written nowhere."""
    paper_until: Mapped[datetime | None] = mapped_column(Moment)
    """Until when ballots on paper can be handed in; none where there are none."""
    papers_printed: Mapped[int] = mapped_column(default=0, server_default="0")
    """The numbers on ballots of a secret round go from 1 to this."""
    papers_uncounted: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many that were handed in do not count: not read the same by two people, or spoilt."""
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    """K of a secret round under the host's key; gone once sealed."""
    sealed_at: Mapped[datetime | None] = mapped_column(Moment)
    closing_fingerprint: Mapped[str | None] = mapped_column(String(64))
    closing_salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Published together with the ballots; none where the ballots stay unpublished."""
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What the method counted at sealing, as in a count file's result; after a lot, with it."""
    dice: Mapped[str | None] = mapped_column(String(3))
    """Three digits 1–6, thrown once after closing; the database refuses any other moment."""
    dice_seen_by: Mapped[int | None]
    """How many people were there when they were thrown."""

    decision: Mapped[Decision] = relationship(back_populates="rounds")

    @property
    def ended_at(self) -> datetime:
        """The deadline, or before it where that was agreed."""
        return min(self.deadline, self.sealed_at or self.deadline)

    @classmethod
    def is_newest(cls) -> ColumnElement[bool]:
        """For a query that asks for a decision: is this its newest round?"""
        return cls.id == cls.newest_id()

    @classmethod
    def newest_id(cls) -> ScalarSelect[int]:
        """For a query that asks for a decision: its newest round."""
        return (
            select(cls.id)
            .where(cls.decision_id == Decision.id)
            .order_by(cls.number.desc())
            .limit(1)
            .correlate(Decision)
            .scalar_subquery()
        )


class LogRow(Base):
    """A step of a decision that can never be changed; each carries the hash of the one before."""

    __tablename__ = "decision_log"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(20))
    payload: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    """Who took the step; beside the chain, which everybody may read and compute again."""

    by: Mapped[Membership | None] = relationship()
