"""Looks at who was heard, as they are kept: what was judged at which moment."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from plumbing.database.base import Base
from plumbing.database.columns import Moment


class Look(Base):
    """The panel's rows as they were shown at one moment to one kind of viewer."""

    __tablename__ = "hearing_look"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    moment: Mapped[str] = mapped_column(String(12), primary_key=True)
    """"third", "two_thirds" or "closing" for verdicts, "daily" for the facilitator's counts."""
    smallest_cell: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """k: 5 for facilitators, 10 for members."""
    heard: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)
