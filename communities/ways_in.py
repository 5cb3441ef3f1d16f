"""Ways into a community: a link to share, a request that waits, a code in a letter."""

from datetime import datetime

from plumbing.database.base import Base
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Community, Membership
from plumbing.database.columns import Moment


class JoinLink(Base):
    """A link that makes whoever follows it a member, up to a number of times, until revoked."""

    __tablename__ = "join_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    token: Mapped[str] = mapped_column(String(40), unique=True)
    """Kept readable, for it hangs on a poster."""
    most: Mapped[int]
    """How many people it lets in."""
    joined: Mapped[int] = mapped_column(default=0)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)

    community: Mapped[Community] = relationship()


class JoinRequest(Base):
    """Somebody says "Ik woon hier" and waits for a facilitator's answer."""

    __tablename__ = "join_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    street: Mapped[str] = mapped_column(String(120), default="")
    house_number: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(String(500), default="")
    language: Mapped[str] = mapped_column(String(8), default="nl")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    """Who asked while signed in."""
    created_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    membership_id: Mapped[int | None] = mapped_column(
        ForeignKey("membership.id", ondelete="SET NULL")
    )
    """What came of it; none where the answer was no."""

    community: Mapped[Community] = relationship()


class LetterCode(Base):
    """What stands in a letter: eight digits to type, or a longer secret to scan; both hashed."""

    __tablename__ = "letter_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(
        ForeignKey("membership.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """Under the host's secret, for eight digits alone are soon guessed."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)

    membership: Mapped[Membership] = relationship(foreign_keys=[membership_id])
