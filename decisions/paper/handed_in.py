"""Handed in, and given out: papers, by the number that each was given with.

Nothing here looks at who voted without paper, so that no answer, list or count tells it. Where
somebody did both, counting settles it.
"""

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.counting.paper_pile import handed_in, papers_of
from decisions.log import append
from decisions.models import Decision, LogRow, Phase, Round, box_is_open
from decisions.paper.notices import tell
from decisions.paper.strips import strips_of
from decisions.paper_ballots import PaperSlip
from decisions.phases import what_now
from decisions.roll import Channel, Delivery, Invitation, RollEntry
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import WrongMoment

MOST_UNDONE = 10
"""So many mistakes in one round are mistakes; after that something else is the matter."""


def hold(session: Session, decision: Decision) -> Round:
    """Keep casting and sealing waiting, and go on only while the decision is open."""
    lock(session, decision, "phase", "closes_at", "revision")
    current = decision.rounds[-1]
    session.refresh(current, attribute_names=["papers_printed", "sealed_at"])
    if decision.phase is not Phase.OPEN:
        raise WrongMoment(what_now(decision.phase))
    if not box_is_open(decision.phase, decision.closes_at, current.sealed_at):
        raise WrongMoment(_("Het stemmen is voorbij. Papier telt nu niet meer mee."))
    return current


def give(
    session: Session, decision: Decision, entry: RollEntry, by: Membership, number: int = 0
) -> None:
    """Note which paper she got, which invites her as well."""
    current = hold(session, decision)
    _refuse_gone(entry)
    if session.get(PaperSlip, (current.id, entry.id), populate_existing=True) is not None:
        return
    if decision.is_secret:
        _refuse_number(session, current, number)
    else:
        number = place_on_list(session, entry)
    session.add(PaperSlip(round_id=current.id, entry_id=entry.id, given_by_id=by.id, number=number))
    session.add(
        Invitation(entry_id=entry.id, channel=Channel.PERSON, at=now(), delivery=Delivery.SENT)
    )
    _note(session, decision, current, "paper_given", number, by)


def take_back(session: Session, decision: Decision, entry: RollEntry, by: Membership) -> None:
    """She got none after all."""
    current = hold(session, decision)
    slip = session.get(PaperSlip, (current.id, entry.id), populate_existing=True)
    if slip is None:
        return
    if slip.handed_in_by_id is not None or slip.is_contested:
        raise WrongMoment(
            _(
                "%(name)s leverde het papier al in. Haal eerst dat van de lijst.",
                name=entry.name,
            )
        )
    _refuse_many(session, decision, current)
    session.delete(slip)
    _note(session, decision, current, "paper_undone", slip.number, by)


def hand_in(
    session: Session, decision: Decision, by: Membership, number: int, entry: RollEntry | None
) -> RollEntry:
    """Note that the paper with this number came in, and tell it to whose it is.

    In an open vote the paper carries her name, and it need not be given out on the list first.
    """
    current = hold(session, decision)
    if entry is not None and not decision.is_secret:
        give(session, decision, entry, by)
        session.flush()
        number = place_on_list(session, entry)
    slip = _slip(session, current, number)
    if slip is None or (entry is not None and slip.entry_id != entry.id):
        raise WrongMoment(_("Dit nummer staat niet op de lijst. Kijk op de strook van het papier."))
    if slip.is_contested:
        raise WrongMoment(
            _("%(name)s zei dat er geen papier is ingeleverd. Vraag het na.", name=slip.entry.name)
        )
    if slip.handed_in_by_id is None:
        slip.handed_in_by_id = by.id
        _note(session, decision, current, "paper_came_in", number, by)
        tell(session, decision, slip.entry, by)
    return slip.entry


def hand_back(session: Session, decision: Decision, entry: RollEntry, by: Membership) -> None:
    """It was the wrong name; refused where her paper may have been read already."""
    current = hold(session, decision)
    slip = session.get(PaperSlip, (current.id, entry.id), populate_existing=True)
    if slip is None or slip.handed_in_by_id is None:
        return
    papers = papers_of(session, current)
    is_read = any(paper.entry_id == entry.id for paper in papers)
    if decision.is_secret:
        is_read = len(papers) >= handed_in(session, current)
    if is_read:
        raise WrongMoment(
            _(
                "Dit papier is al gelezen. Daarom blijft %(name)s op de lijst staan.",
                name=entry.name,
            )
        )
    _refuse_many(session, decision, current)
    slip.handed_in_by_id = None
    _note(session, decision, current, "paper_undone", slip.number, by)


def contest(session: Session, decision: Decision, entry: RollEntry) -> None:
    """She handed in none: no paper counts for her, and everybody reads that somebody said so."""
    current = hold(session, decision)
    slip = session.get(PaperSlip, (current.id, entry.id), populate_existing=True)
    if slip is None or slip.handed_in_by_id is None or slip.is_contested:
        return
    slip.is_contested = True
    decision.mark_changed()
    append(session, decision, "paper_contested", {"round": current.number})


def place_on_list(session: Session, entry: RollEntry) -> int:
    """The number on her paper, where papers stand under a name."""
    before = select(func.count()).select_from(RollEntry)
    return (
        session.scalar(
            before.where(RollEntry.decision_id == entry.decision_id, RollEntry.id <= entry.id)
        )
        or 0
    )


def _slip(session: Session, current: Round, number: int) -> PaperSlip | None:
    return session.scalar(
        select(PaperSlip)
        .where(PaperSlip.round_id == current.id, PaperSlip.number == number)
        .execution_options(populate_existing=True)
    )


def _refuse_number(session: Session, current: Round, number: int) -> None:
    if number not in strips_of(current):
        raise WrongMoment(
            _("Dit nummer staat op geen enkele strook. Kijk op de strook van het papier.")
        )
    if _slip(session, current, number) is not None:
        raise WrongMoment(_("Dit papier kreeg iemand anders al. Kijk op de strook."))


def _refuse_many(session: Session, decision: Decision, current: Round) -> None:
    undone = session.scalar(
        select(func.count())
        .select_from(LogRow)
        .where(
            LogRow.decision_id == decision.id,
            LogRow.kind == "paper_undone",
            LogRow.at >= current.opened_at,
        )
    )
    if (undone or 0) >= MOST_UNDONE:
        raise WrongMoment(
            _("Er is al %(most)s keer iets van de lijst gehaald. Meer kan niet.", most=MOST_UNDONE)
        )


def _note(
    session: Session,
    decision: Decision,
    current: Round,
    kind: str,
    number: int | None,
    by: Membership,
) -> None:
    append(session, decision, kind, {"round": current.number, "paper": number or 0}, by)


def _refuse_gone(entry: RollEntry) -> None:
    member = entry.membership
    if entry.left_at is not None or member is None or not member.keeps_her_place():
        raise WrongMoment(_("%(name)s mag bij dit besluit niet meer stemmen.", name=entry.name))
