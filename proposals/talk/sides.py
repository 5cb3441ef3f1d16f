"""Sides: each is written by the other side, and approved with "Zo bedoel ik het"."""

from flask_babel import gettext as _
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.web import Invalid, WrongMoment
from proposals.fields import written
from proposals.models import HelpOffer, Proposal, StartObjection
from proposals.phases import Step, allowed, what_now
from proposals.threads import Also, Contribution, Side, SideOf, ThreadKind

MOST_WORDS = 120


def stands_on(session: Session, proposal: Proposal, member: Membership) -> frozenset[SideOf]:
    """The side a member showed herself to be on; most are on none.

    For: the author and who helps. Against: who came with a worry, said "Ik ook" to one, or
    objected to beginning at once.
    """
    worry = select(Contribution.id).where(
        Contribution.proposal_id == proposal.id,
        Contribution.kind == ThreadKind.WORRY,
        Contribution.hidden_at.is_(None),
    )
    own = or_(
        Contribution.speaker_id == member.id,
        (Contribution.author_id == member.id) & Contribution.on_behalf.is_(False),
    )
    helps, worries = session.execute(
        select(
            exists().where(
                HelpOffer.proposal_id == proposal.id, HelpOffer.membership_id == member.id
            ),
            or_(
                worry.where(own).exists(),
                exists().where(Also.contribution_id.in_(worry), Also.membership_id == member.id),
                exists().where(
                    StartObjection.proposal_id == proposal.id,
                    StartObjection.membership_id == member.id,
                ),
            ),
        )
    ).one()
    sides = set()
    if helps or member.id == proposal.author_id:
        sides.add(SideOf.FOR)
    if worries:
        sides.add(SideOf.AGAINST)
    return frozenset(sides)


def write_side(
    session: Session, proposal: Proposal, side: SideOf, writer: Membership, words: str
) -> Side:
    """Write down what the other side means; who stands on a side alone does not write it."""
    if not allowed(proposal, Step.WRITE_SIDE):
        raise WrongMoment(what_now(proposal))
    words = written(words, "words", 2000, _("Schrijf op wat de andere kant bedoelt."))
    if len(words.split()) > MOST_WORDS:
        raise Invalid(
            {
                "words": _(
                    "Je schreef %(count)s woorden. Er passen er %(most)s.",
                    count=len(words.split()),
                    most=MOST_WORDS,
                )
            }
        )
    if not may_write(side, stands_on(session, proposal, writer)):
        raise Invalid({"words": _("Dit is jouw kant. Laat de andere kant dit opschrijven.")})
    row = session.get(Side, (proposal.id, side), with_for_update=True)
    if row is None:
        row = Side(proposal_id=proposal.id, side=side)
        session.add(row)
    elif is_closed_to(row, writer):
        raise WrongMoment(_("Deze kant is al goedgekeurd. Alleen wie hem schreef, verandert hem."))
    row.words, row.writer_id, row.written_at = words, writer.id, now()
    row.approver_id = row.approved_at = None
    session.flush()
    return row


def approve_side(session: Session, side: Side, approver: Membership, proposal: Proposal) -> None:
    """Somebody of this side, and not who wrote it, says: "Zo bedoel ik het"."""
    if not allowed(proposal, Step.WRITE_SIDE):
        raise WrongMoment(what_now(proposal))
    if not may_approve(side, approver, stands_on(session, proposal, approver)):
        raise WrongMoment(_("Alleen iemand van deze kant kan zeggen: zo bedoel ik het."))
    side.approver_id, side.approved_at = approver.id, now()
    session.flush()


def may_write(side: SideOf, stands: frozenset[SideOf]) -> bool:
    """May who stands on these sides write this one? Not who stands on it alone."""
    return stands != {side}


def is_closed_to(side: Side, writer: Membership) -> bool:
    """Is it approved, so that only who wrote it still changes it?"""
    return side.approved_at is not None and side.writer_id != writer.id


def may_approve(side: Side, approver: Membership, stands: frozenset[SideOf]) -> bool:
    """Is this her side, in somebody else's words, and not yet approved?"""
    return side.side in stands and side.writer_id != approver.id and side.approved_at is None
