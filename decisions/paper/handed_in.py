"""Handed in, and given out: papers on the list; from then on she has voted, and no phone can."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.ballots.box import insert_paper_participation
from decisions.counting.paper_pile import handed_in, papers_of
from decisions.models import Decision, Phase, Round, box_is_open
from decisions.paper_ballots import PaperSlip
from decisions.phases import what_now
from decisions.roll import Channel, Delivery, Invitation, RollEntry
from decisions.votes import Participation
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import WrongMoment


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


def give(session: Session, decision: Decision, entry: RollEntry, by: Membership) -> None:
    """Note that she got an empty ballot, which invites her as well."""
    current = hold(session, decision)
    _refuse_gone(entry)
    if session.get(PaperSlip, (current.id, entry.id)) is not None:
        return
    session.add(PaperSlip(round_id=current.id, entry_id=entry.id, given_by_id=by.id))
    session.add(
        Invitation(entry_id=entry.id, channel=Channel.PERSON, at=now(), delivery=Delivery.SENT)
    )


def take_back(session: Session, decision: Decision, entry: RollEntry) -> None:
    """She got none after all."""
    current = hold(session, decision)
    if _has_handed_in(session, current, entry):
        raise WrongMoment(
            _(
                "%(name)s leverde het papier al in. Haal eerst dat van de lijst.",
                name=entry.name,
            )
        )
    slip = session.get(PaperSlip, (current.id, entry.id))
    if slip is not None:
        session.delete(slip)


def hand_in(session: Session, decision: Decision, entry: RollEntry) -> None:
    """Note that her paper came in; refused where she voted without paper already."""
    current = hold(session, decision)
    _refuse_gone(entry)
    hers = _participation(session, current, entry)
    if hers is None:
        insert_paper_participation(session, current.id, entry.id)
        decision.mark_changed()
    elif not hers.on_paper:
        raise WrongMoment(
            _(
                "%(name)s stemde al op een telefoon of computer. Dit papier telt niet mee. "
                "Geef het terug.",
                name=entry.name,
            )
        )


def hand_back(session: Session, decision: Decision, entry: RollEntry) -> None:
    """It was the wrong name; refused where her paper may have been read already."""
    current = hold(session, decision)
    hers = _participation(session, current, entry)
    if hers is None or not hers.on_paper:
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
    session.delete(hers)
    decision.mark_changed()


def _has_handed_in(session: Session, current: Round, entry: RollEntry) -> bool:
    hers = _participation(session, current, entry)
    return hers is not None and hers.on_paper


def _participation(session: Session, current: Round, entry: RollEntry) -> Participation | None:
    return session.get(Participation, (current.id, entry.id), populate_existing=True)


def _refuse_gone(entry: RollEntry) -> None:
    member = entry.membership
    if entry.left_at is not None or member is None or not member.keeps_her_place():
        raise WrongMoment(_("%(name)s mag bij dit besluit niet meer stemmen.", name=entry.name))
