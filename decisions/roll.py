"""The roll: everyone who may vote, fixed at opening, and how each was invited."""

from datetime import datetime
from enum import StrEnum

from plumbing.database.base import Base
from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Membership
from decisions.models import Decision
from plumbing.database.columns import Moment, Name, word
from plumbing.mail import Mail


class Channel(StrEnum):
    """A way an invitation travels."""

    MAIL = "mail"
    LETTER = "letter"
    PERSON = "person"


class RollEntry(Base):
    """One member with a vote on one decision; nobody is added after opening."""

    __tablename__ = "roll_entry"
    __table_args__ = (UniqueConstraint("decision_id", "membership_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    membership_id: Mapped[int | None] = mapped_column(
        ForeignKey("membership.id", ondelete="SET NULL"), index=True
    )
    proxy_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(Name)
    household: Mapped[str] = mapped_column(String(24))
    """Equal for people of one household; made up for this roll alone."""
    household_known: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[Channel | None] = mapped_column(word(Channel))
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    """128 bits; without them nobody finds this entry in the fingerprint."""
    left_at: Mapped[datetime | None] = mapped_column(Moment)

    decision: Mapped[Decision] = relationship()
    membership: Mapped[Membership | None] = relationship(foreign_keys=[membership_id])


class BaseAnswer(Base):
    """A declared attribute of a roll entry as it stood at opening; no part of the fingerprint."""

    __tablename__ = "base_answer"

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("roll_entry.id", ondelete="CASCADE"), primary_key=True
    )
    attribute: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)


class Delivery(StrEnum):
    """What is known of an invitation on its way."""

    UNDERWAY = "underway"
    SENT = "sent"
    REFUSED = "refused"
    RETURNED = "returned"


class Invitation(Base):
    """One message to one roll entry, and what came of it; never whether it was opened."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(
        ForeignKey("roll_entry.id", ondelete="CASCADE"), index=True
    )
    channel: Mapped[Channel] = mapped_column(word(Channel))
    at: Mapped[datetime] = mapped_column(Moment)
    delivery: Mapped[Delivery] = mapped_column(word(Delivery), default=Delivery.UNDERWAY)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id", ondelete="SET NULL"))

    mail: Mapped[Mail | None] = relationship()


class Reminder(Base):
    """Those who had not voted yet were reminded; at most twice a decision, and to whom is lost."""

    __tablename__ = "reminder"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    written: Mapped[int]
    """How many mails were written."""
