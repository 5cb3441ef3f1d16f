"""The pile of papers of a round: how many there are, and how many of them do not count."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from decisions.models import Round
from decisions.paper_ballots import PaperBallot, PaperSlip
from decisions.votes import Participation
from plumbing.values import Struct

SPOILT = "spoilt"
"""In a reading: the paper says nothing that counts."""
FEW_PAPERS = 5
"""Who reads fewer than this in a secret vote could guess whose they are."""


class Pile(Struct, frozen=True):
    """The numbers of one round."""

    given: int
    handed_in: int
    read: int
    """By one person at least."""
    counted: int

    @property
    def unread(self) -> int:
        return max(0, self.handed_in - self.read)


def pile_of(session: Session, current: Round, papers: Iterable[PaperBallot]) -> Pile:
    """The numbers of a round's papers: printed, given out, read, waiting."""
    given = select(func.count()).select_from(PaperSlip).where(PaperSlip.round_id == current.id)
    numbers = session.execute(
        select(given.scalar_subquery(), _handed_in(current).scalar_subquery())
    ).one()
    papers = list(papers)
    return Pile(*numbers, read=len(papers), counted=sum(map(_counts, papers)))


def papers_of(session: Session, current: Round) -> Sequence[PaperBallot]:
    """Every paper that somebody read, as it stands now."""
    return session.scalars(
        select(PaperBallot)
        .where(PaperBallot.round_id == current.id)
        .order_by(PaperBallot.number)
        .execution_options(populate_existing=True)
    ).all()


def handed_in(session: Session, current: Round) -> int:
    """How many entries handed a paper in."""
    return session.scalar(_handed_in(current)) or 0


def uncounted_papers(session: Session, current: Round) -> int:
    """How many were handed in and do not count, as it stands now."""
    came_in = handed_in(session, current)
    return came_in - sum(map(_counts, papers_of(session, current))) if came_in else 0


def paper_words(handed_in: int, uncounted: int) -> str:
    """What a record says of paper; nothing where nobody voted on it."""
    if not handed_in:
        return ""
    voted = ngettext(
        "%(num)d mens stemde op papier.", "%(num)d mensen stemden op papier.", handed_in
    )
    all_read = _("Twee mensen lazen elk papier, los van elkaar.")
    return f"{voted} {uncounted_words(uncounted) or all_read}"


def uncounted_words(uncounted: int) -> str:
    """Why papers that came in do not count; nothing where all of them do."""
    if not uncounted:
        return ""
    return ngettext(
        "%(num)d papier telt niet mee: het was niet te lezen, of twee lezers lazen niet hetzelfde.",
        "%(num)d papieren tellen niet mee: ze waren niet te lezen, of twee lezers lazen niet "
        "hetzelfde.",
        uncounted,
    )


def _handed_in(current: Round) -> Select[int]:
    return (
        select(func.count())
        .select_from(Participation)
        .where(Participation.round_id == current.id, Participation.on_paper)
    )


def _counts(paper: PaperBallot) -> bool:
    return paper.is_agreed and not paper.first_reading.get(SPOILT)
