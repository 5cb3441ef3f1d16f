"""Settling papers at counting: each counts once, and not where its owner voted without paper."""

import secrets

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.ballots.box import insert_paper_ballot, insert_paper_participation
from decisions.ballots.casting import BallotForm, give_reason
from decisions.ballots.poll import place_of_entry
from decisions.counting.paper_pile import SPOILT, papers_of
from decisions.models import Decision, Round
from decisions.paper.strips import strips_of
from decisions.paper_ballots import PaperBallot, PaperSlip
from decisions.roll import RollEntry
from decisions.votes import Participation, Reason


class Settled(Struct, frozen=True):
    """The papers that two people read the same, with the entry each was given to."""

    taken: list[tuple[int, PaperBallot]]
    dropped: int
    """Of people who voted without paper as well."""
    handed_in: int

    @property
    def counted(self) -> int:
        return sum(not _is_spoilt(paper) for _entry, paper in self.taken)


def settle(session: Session, decision: Decision, current: Round) -> None:
    """Put into the box what counts, and keep the numbers of what does not."""
    found = look(session, decision, current)
    before = len(_on_paper_before(session, current))
    # First who, by the list, and then what, by the pile, so that nothing stands side by side.
    for entry_id in sorted(entry_id for entry_id, _paper in found.taken):
        insert_paper_participation(session, current.id, entry_id)
    for entry_id, paper in found.taken:
        if not _is_spoilt(paper):
            _count(session, decision, paper, entry_id)
    current.papers_dropped = found.dropped
    counted = found.counted + before
    current.papers_uncounted = max(0, found.handed_in - counted - found.dropped)
    session.flush()


def to_come(session: Session, decision: Decision, current: Round) -> int:
    """How many papers would count if the round were counted now."""
    return look(session, decision, current).counted


def look(session: Session, decision: Decision, current: Round) -> Settled:
    """What would be settled now; nothing is written."""
    slips = session.execute(
        select(PaperSlip.entry_id, PaperSlip.number).where(
            PaperSlip.round_id == current.id,
            PaperSlip.handed_in_by_id.is_not(None),
            ~PaperSlip.is_contested,
        )
    ).all()
    papers = {paper.number: paper for paper in papers_of(session, current) if paper.is_agreed}
    by_strip = strips_of(current) if decision.is_secret else {number: number for number in papers}
    rows = session.execute(
        select(Participation.entry_id, Participation.on_paper).where(
            Participation.round_id == current.id
        )
    )
    voted = {row.entry_id: row.on_paper for row in rows}
    taken, dropped = [], 0
    for entry_id, strip in slips:
        paper = papers.get(by_strip.get(strip or 0, 0))
        if paper is None or voted.get(entry_id):
            continue
        if entry_id not in voted:
            taken.append((entry_id, paper))
        elif not _is_spoilt(paper):
            dropped += 1
    # In the order of the numbers on the papers, which says nothing of who was given which.
    taken.sort(key=lambda one: one[1].number)
    return Settled(taken, dropped, len(slips))


def _on_paper_before(session: Session, current: Round) -> list[int]:
    """Entries whose paper was put into the box as soon as it was read, as it once was."""
    return list(
        session.scalars(
            select(Participation.entry_id).where(
                Participation.round_id == current.id, Participation.on_paper
            )
        )
    )


def _count(session: Session, decision: Decision, paper: PaperBallot, entry_id: int) -> None:
    marks = paper.first_reading["marks"]
    if decision.is_secret:
        # Under a key of chance, as nobody's entry leads to it.
        insert_paper_ballot(session, paper.round_id, marks, secrets.token_bytes(32))
        return
    insert_paper_ballot(session, paper.round_id, marks, entry_id)
    entry = session.get_one(RollEntry, entry_id)
    give_reason(session, place_of_entry(decision, entry), marks, _words_of(paper))


def _is_spoilt(paper: PaperBallot) -> bool:
    return bool(paper.first_reading.get(SPOILT))


def _words_of(paper: PaperBallot) -> BallotForm:
    """Who only crossed a box objects as well: what she left open is said to be so."""
    first = paper.first_reading["words"]
    second = (paper.second_reading or {})["words"]
    left_open = _("Niet ingevuld op het papier.")
    words = {name: first.get(name) or second.get(name) or left_open for name in Reason.FIELDS}
    return BallotForm(marks=paper.first_reading["marks"], token="", version=0, **words)
