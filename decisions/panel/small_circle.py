"""Small circle: no group is judged; its members answer a question instead."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from communities.models import Membership
from decisions.models import Decision
from plumbing.clock import now
from plumbing.database.base import Base
from plumbing.database.columns import Moment
from plumbing.web import Invalid

LONGEST_ABSENCE = 300


class AbsentAnswer(Base):
    """What a member answered to "Wie is er niet?"; answering again replaces it."""

    __tablename__ = "absent_answer"

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decision.id", ondelete="CASCADE"), primary_key=True
    )
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    words: Mapped[str] = mapped_column(String(LONGEST_ABSENCE))
    at: Mapped[datetime] = mapped_column(Moment)

    membership: Mapped[Membership] = relationship()


def say_who_is_absent(session: Session, decision: Decision, by: Membership, words: str) -> None:
    """Write down who is not there; without words her answer goes."""
    words = words.strip()
    if len(words) > LONGEST_ABSENCE:
        raise Invalid(
            {"words": _("Maak het korter: hoogstens %(most)s tekens.", most=LONGEST_ABSENCE)}
        )
    answer = session.get(AbsentAnswer, (decision.id, by.id))
    if answer is not None and not words:
        session.delete(answer)
    elif not words:
        raise Invalid({"words": _("Schrijf op wie er niet is.")})
    else:
        session.merge(
            AbsentAnswer(decision_id=decision.id, membership_id=by.id, words=words, at=now())
        )
    session.flush()


def absent_answers(session: Session, decision: Decision) -> list[AbsentAnswer]:
    """What was answered, the first first."""
    return list(
        session.scalars(
            select(AbsentAnswer)
            .where(AbsentAnswer.decision_id == decision.id)
            .order_by(AbsentAnswer.at, AbsentAnswer.membership_id)
            .options(joinedload(AbsentAnswer.membership))
        )
    )
