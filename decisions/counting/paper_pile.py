"""The pile of papers of a round: how many there are, and how many of them do not count."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from decisions.models import Round
from decisions.paper_ballots import PaperBallot, PaperSlip
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


def contested_papers(session: Session, current: Round) -> int:
    """How many say that they handed in none, though somebody wrote down that they did."""
    contested = select(func.count()).select_from(PaperSlip)
    return (
        session.scalar(contested.where(PaperSlip.round_id == current.id, PaperSlip.is_contested))
        or 0
    )


def paper_words(handed_in: int, uncounted: int, dropped: int = 0) -> str:
    """What a record says of paper; nothing where nobody voted on it."""
    if not handed_in:
        return ""
    voted = ngettext(
        "%(num)d mens stemde op papier.", "%(num)d mensen stemden op papier.", handed_in
    )
    all_read = _("Twee mensen lazen elk papier, los van elkaar.")
    but = " ".join(filter(None, (uncounted_words(uncounted), dropped_words(dropped))))
    return f"{voted} {but or all_read}"


def dropped_words(dropped: int) -> str:
    """How many papers did not count as their owners voted without one too; nothing for none."""
    if not dropped:
        return ""
    return ngettext(
        "%(num)d papier telde niet mee, omdat die stem al op een andere manier meetelde.",
        "%(num)d papieren telden niet mee, omdat hun stem al op een andere manier meetelde.",
        dropped,
    )


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
        .select_from(PaperSlip)
        .where(
            PaperSlip.round_id == current.id,
            PaperSlip.handed_in_by_id.is_not(None),
            ~PaperSlip.is_contested,
        )
    )


def _counts(paper: PaperBallot) -> bool:
    return paper.is_agreed and not paper.first_reading.get(SPOILT)
