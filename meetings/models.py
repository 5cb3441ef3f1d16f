"""Models of the big screen: what it shows now, and the code by which phones find it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from communities.models import Community, Membership
from decisions.models import Decision
from plumbing.database.base import Base
from plumbing.database.columns import Moment


class Screen(Base):
    """A screen in the room, found by its code without signing in; it shows one decision."""

    __tablename__ = "screen"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    """Digits; used again only after the screen was put away."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    is_blank: Mapped[bool] = mapped_column(default=False)
    shows_result: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)
    """Raised whenever somebody makes it show something else."""
    made_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    community: Mapped[Community] = relationship()
    decision: Mapped[Decision | None] = relationship()
    made_by: Mapped[Membership] = relationship()
