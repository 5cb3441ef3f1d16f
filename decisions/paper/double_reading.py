"""Two people read each paper by themselves; what they agree on goes into the ballot box.

Where they do not, neither reading is kept and both read again, so that nobody can try until it
fits what the other saw.
"""

import secrets
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Membership, Role
from decisions.ballots.box import insert_paper_ballot
from decisions.ballots.casting import BallotForm, give_reason
from decisions.ballots.poll import place_of
from decisions.counting.paper_pile import SPOILT, handed_in, papers_of
from decisions.here import DecisionHere
from decisions.models import Decision, Round
from decisions.paper.handed_in import hold
from decisions.paper_ballots import PaperBallot
from decisions.roll import RollEntry
from decisions.votes import Participation, Reason
from plumbing.values import Struct, field
from plumbing.web import WrongMoment
from voting import METHODS


class ReadingState(StrEnum):
    """How far a paper is."""

    WAITS = "waits"
    """One has read it; somebody else has to."""
    AGAIN = "again"
    """The two were not the same."""
    COUNTS = "counts"
    SPOILT = "spoilt"


class Reading(Struct, frozen=True):
    """What one person saw on a paper."""

    marks: Mapping[str, int]
    is_spoilt: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    def checked(self, decision: Decision) -> dict[str, Any]:
        """As it is kept; raises InvalidBallot for marks that the method does not take."""
        if self.is_spoilt:
            return {SPOILT: True}
        options = [option.key for option in decision.options]
        marks = METHODS[decision.method].check(dict(self.marks), options, decision.settings)
        return {"marks": dict(marks), "words": dict(self.words)}


def enter(
    session: Session, found: DecisionHere, number: int, reading: Reading, entry: RollEntry | None
) -> ReadingState:
    """Keep one reading of the paper with this number, and count it if both are the same."""
    current, kept = hold(session, found.decision), reading.checked(found.decision)
    paper = session.get(PaperBallot, (current.id, number), populate_existing=True)
    if paper is None:
        paper = _first(session, found, current, number, entry)
    _put_beside(paper, found.member, kept)
    if not paper.is_agreed and paper.first_reading and paper.second_reading:
        _compare(session, found, paper)
    return state_of(paper)


def start_over(session: Session, decision: Decision, number: int) -> None:
    """Forget what was read of a paper that does not count yet, so that two others can read it."""
    current = hold(session, decision)
    paper = session.get(PaperBallot, (current.id, number), populate_existing=True)
    if paper is None:
        return
    if paper.is_agreed:
        raise WrongMoment(_already_read(number))
    session.delete(paper)


def state_of(paper: PaperBallot) -> ReadingState:
    """What everybody who handles paper may know of it."""
    if paper.is_agreed:
        return ReadingState.SPOILT if paper.first_reading.get(SPOILT) else ReadingState.COUNTS
    return ReadingState.WAITS if paper.second_by_id is None else ReadingState.AGAIN


def waits_for(paper: PaperBallot, member: Membership) -> bool:
    """Is it her turn to read this paper?"""
    if paper.is_agreed:
        return False
    if member.id == paper.first_by_id:
        return not paper.first_reading
    if member.id == paper.second_by_id:
        return not paper.second_reading
    return paper.second_by_id is None


def _first(
    session: Session, found: DecisionHere, current: Round, number: int, entry: RollEntry | None
) -> PaperBallot:
    if found.decision.is_secret:
        _refuse_strange(current, number)
        came_in = handed_in(session, current)
        if len(papers_of(session, current)) >= came_in:
            raise WrongMoment(
                ngettext(
                    "Er is %(num)d papier ingeleverd en dat is al gelezen. Zet eerst op de lijst "
                    "wie dit papier inleverde.",
                    "Er zijn %(num)d papieren ingeleverd en die zijn al gelezen. Zet eerst op de "
                    "lijst wie dit papier inleverde.",
                    came_in,
                )
            )
    elif entry is None or not _came_in(session, current, entry):
        raise WrongMoment(_("Zet eerst op de lijst dat dit papier is ingeleverd."))
    paper = PaperBallot(
        round_id=current.id,
        number=number,
        entry_id=None if found.decision.is_secret or entry is None else entry.id,
        first_by_id=found.member.id,
        first_by=found.member,
        first_reading={},
        is_agreed=False,
    )
    session.add(paper)
    return paper


def _refuse_strange(current: Round, number: int) -> None:
    if 1 <= number <= current.papers_printed:
        return
    raise WrongMoment(
        _(
            "Nummer %(number)s bestaat niet. De nummers gaan van 1 tot en met %(last)s.",
            number=number,
            last=current.papers_printed,
        )
    )


def _came_in(session: Session, current: Round, entry: RollEntry) -> bool:
    hers = session.get(Participation, (current.id, entry.id), populate_existing=True)
    return hers is not None and hers.on_paper


def _put_beside(paper: PaperBallot, by: Membership, kept: dict[str, Any]) -> None:
    if paper.is_agreed:
        if by.id in (paper.first_by_id, paper.second_by_id):
            return
        raise WrongMoment(_already_read(paper.number))
    if by.id == paper.first_by_id:
        paper.first_reading = kept
    elif paper.second_by_id in (None, by.id):
        _refuse_two_supporters(paper, by)
        paper.second_by_id, paper.second_reading = by.id, kept
    else:
        raise WrongMoment(_("Twee anderen lezen dit papier al."))


def _refuse_two_supporters(paper: PaperBallot, by: Membership) -> None:
    if paper.first_by.role_now is Role.SUPPORTER and by.role_now is Role.SUPPORTER:
        raise WrongMoment(
            _(
                "%(name)s las dit papier, en is ook helper. Laat een gespreksleider het tweede "
                "oog zijn.",
                name=paper.first_by.name,
            )
        )


def _already_read(number: int) -> str:
    return _("Nummer %(number)s is al door twee mensen gelezen.", number=number)


def _compare(session: Session, found: DecisionHere, paper: PaperBallot) -> None:
    first, second = paper.first_reading, paper.second_reading or {}
    if any(first.get(part) != second.get(part) for part in (SPOILT, "marks")):
        paper.first_reading, paper.second_reading = {}, {}
        return
    paper.is_agreed = True
    session.flush()
    if not first.get(SPOILT):
        _count(session, found, paper)


def _count(session: Session, found: DecisionHere, paper: PaperBallot) -> None:
    marks = paper.first_reading["marks"]
    if found.decision.is_secret:
        # Under a key of chance, as nobody's entry leads to it.
        insert_paper_ballot(session, paper.round_id, marks, secrets.token_bytes(32))
        return
    entry = session.get_one(RollEntry, paper.entry_id)
    insert_paper_ballot(session, paper.round_id, marks, entry.id)
    found.decision.mark_changed()
    give_reason(session, place_of(found, entry), marks, _words_of(paper))


def _words_of(paper: PaperBallot) -> BallotForm:
    """Who only crossed a box objects as well: what she left open is said to be so."""
    first = paper.first_reading["words"]
    second = (paper.second_reading or {})["words"]
    left_open = _("Niet ingevuld op het papier.")
    words = {name: first.get(name) or second.get(name) or left_open for name in Reason.FIELDS}
    return BallotForm(marks=paper.first_reading["marks"], token="", version=0, **words)


def came_in(session: Session, decision: Decision) -> list[tuple[int, str]]:
    """Number and name of each paper under a name that was handed in."""
    place = func.row_number().over(order_by=RollEntry.id).label("place")
    on_roll = (
        select(RollEntry.id, RollEntry.name, place)
        .where(RollEntry.decision_id == decision.id)
        .subquery()
    )
    rows = session.execute(
        select(on_roll.c.place, on_roll.c.name)
        .join(Participation, Participation.entry_id == on_roll.c.id)
        .where(Participation.round_id == decision.rounds[-1].id, Participation.on_paper)
        .order_by(on_roll.c.place)
    )
    return [(number, name) for number, name in rows]


def entry_of(session: Session, decision: Decision, number: int) -> RollEntry | None:
    """Whose paper this is, where papers stand under a name."""
    if decision.is_secret or number < 1:
        return None
    return session.scalars(
        select(RollEntry)
        .where(RollEntry.decision_id == decision.id)
        .order_by(RollEntry.id)
        .offset(number - 1)
        .limit(1)
    ).first()
