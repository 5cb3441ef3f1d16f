"""Reading a record: the one fetch behind the page and the PDF."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.counting.shown_result import first_time
from decisions.here import DecisionHere
from decisions.records.lines import RecordPaper
from decisions.records.models import Correction, Record, Review
from decisions.records.names import members_of, names_in
from decisions.records.parts import paper_of


def record_of(session: Session, found: DecisionHere) -> Record | None:
    """The record of a decision, once there is one."""
    return session.get(Record, found.decision.id)


def corrections_of(session: Session, found: DecisionHere) -> Sequence[Correction]:
    """What was wrong in it, the first first."""
    return session.scalars(
        select(Correction)
        .where(Correction.decision_id == found.decision.id)
        .order_by(Correction.number)
    ).all()


def paper_for(session: Session, found: DecisionHere, record: Record) -> RecordPaper:
    """What this reader reads of it, on paper as on the screen."""
    corrections = corrections_of(session, found)
    review = session.get(Review, found.decision.id)
    speaks_of = members_of(record.content) | {correction.by_id for correction in corrections}
    if review is not None:
        speaks_of.add(review.by_id)
    names = names_in(session, found, speaks_of)
    return paper_of(found.community, record, corrections, names, first_time(found), review)
