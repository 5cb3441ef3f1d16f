"""The ballot box: what is read of it behind its locks, and the one place that writes into it."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from decisions import box_statements
from decisions.ballots.poll import BallotPlace
from decisions.models import Phase
from plumbing.database.locking import has_one_writer
from plumbing.values import Struct

Marks = dict[str, int]
ALL_WRITTEN = [1, 1, 1]
"""Participation, ballot and submission: one row each."""


class BoxedBallot(Struct, frozen=True):
    """What goes into the box, with the token of the form it came with."""

    marks: Marks
    key: bytes | None
    """Under which a secret ballot lies; an open one lies under its entry."""
    token_hash: str = ""
    version: int = 0
    """Which version of her ballot it comes instead of; 0 where it is her first."""


class PlaceState(Struct, frozen=True):
    """What is true of a voter's place in the box until the transaction ends."""

    phase: Phase
    closes_at: datetime
    sealed_at: datetime | None
    version: int
    """Which version of her ballot lies there; 0 where none does."""
    on_paper: bool
    sent_by: int | None
    """The entry that sent this form before."""
    still_votes: bool
    """False where she left while her ballot was under way; a role changes nothing."""


def lock_and_read(session: Session, place: BallotPlace, token_hash: str) -> PlaceState:
    """Lock the place and read it; sealing waits for this, and this waits for sealing.

    Who casts shares the decision with others who do, and has her own entry for herself. Only what
    is read after both locks tells what those who held them before have written.
    """
    connection = session.connection()
    values = _place_values(place) | {"its_token_hash": token_hash}
    if not has_one_writer(connection):
        connection.execute(box_statements.locks(), values).one()
    row = connection.execute(box_statements.state(), values).one()
    return PlaceState(
        phase=row.phase,
        closes_at=row.closes_at,
        sealed_at=row.sealed_at,
        version=row.version or 0,
        on_paper=bool(row.on_paper),
        sent_by=row.sent_by,
        still_votes=bool(row.still_votes),
    )


def insert_ballot(session: Session, place: BallotPlace, ballot: BoxedBallot) -> None:
    """Put a ballot into a place that was locked and read, instead of the one that lies there.

    Raises LookupError where the box is not what was read.
    """
    if _write(session, place, ballot, quick=False) != ALL_WRITTEN:
        raise LookupError("A voter's earlier ballot is not in the box.")


def insert_if_as_seen(session: Session, place: BallotPlace, ballot: BoxedBallot) -> bool:
    """Put a ballot in without reading the place first; False if that wrote nothing.

    Expected are an open decision at the revision in `place`, an entry that still votes, a form
    that never came before, and the version of her ballot that this one comes instead of. Raises
    LookupError where the same form came in another transaction meanwhile: then roll back.
    """
    written = _write(session, place, ballot, quick=True)
    if written[0] and written != ALL_WRITTEN:
        raise LookupError("The same form came in by another way meanwhile.")
    return bool(written[0])


def insert_paper_ballot(session: Session, round_id: int, marks: Marks, under: int | bytes) -> None:
    """Put in what two people read on a paper, of which is noted already that it was handed in.

    It lies under an entry where ballots are open, and under a key of chance where they are secret.
    """
    table, its = ("open_ballot", "entry_id") if isinstance(under, int) else ("secret_ballot", "key")
    connection = session.connection()
    step = box_statements.paper_ballot(connection.dialect.name, table)
    values = {"its_round_id": round_id, f"its_{its}": under, "its_marks": marks}
    if connection.execute(step, values).rowcount != 1:
        raise LookupError("There is a ballot already where this paper belongs.")


def insert_paper_participation(session: Session, round_id: int, entry_id: int) -> None:
    """Note that an entry, which did not take part so far, takes part on paper."""
    connection = session.connection()
    step = box_statements.paper_participation(connection.dialect.name)
    values = {"its_round_id": round_id, "its_entry_id": entry_id, "its_on_paper": True}
    if connection.execute(step, values).rowcount != 1:
        raise LookupError("This entry took part already.")


def ballot_row(place: BallotPlace, ballot: BoxedBallot) -> tuple[str, dict[str, Any]]:
    """The table a ballot goes into, and the values of the parameters of every statement."""
    values = _place_values(place) | {
        "its_token_hash": ballot.token_hash,
        "its_version": ballot.version,
        "its_on_paper": False,
        "its_marks": ballot.marks,
    }
    if ballot.key is None:
        return "open_ballot", values
    return "secret_ballot", values | {"its_key": ballot.key}


def _place_values(place: BallotPlace) -> dict[str, Any]:
    return {
        "its_decision_id": place.decision_id,
        "its_revision": place.revision,
        "its_round_id": place.round_id,
        "its_entry_id": place.entry_id,
    }


def _write(session: Session, place: BallotPlace, ballot: BoxedBallot, *, quick: bool) -> list[int]:
    """How many rows each step wrote; nothing where the first wrote none."""
    table, values = ballot_row(place, ballot)
    connection = session.connection()
    kind = box_statements.BoxTable(table, is_again=bool(ballot.version), is_quick=quick)
    if not has_one_writer(connection):
        return list(connection.execute(box_statements.together(kind), values).one())
    first, *others = box_statements.one_by_one(kind)
    written = [connection.execute(first, values).rowcount]
    if written[0]:
        written += [connection.execute(step, values).rowcount for step in others]
    return written
