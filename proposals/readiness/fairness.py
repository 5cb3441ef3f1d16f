"""Fairness of the question: what anyone remarks, and what the author does with it."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership
from communities.rules.rules import rules_of
from plumbing.clock import now
from plumbing.web import WrongMoment
from proposals.fields import written
from proposals.models import FairnessRemark, Proposal
from proposals.phases import Stage, Step, allowed, stage_of, what_now


def remark_on_fairness(
    session: Session, proposal: Proposal, member: Membership, remark: str
) -> FairnessRemark:
    """Keeps why somebody finds that the question is not put fairly; raises Invalid, WrongMoment."""
    if not allowed(proposal, Step.REMARK_ON_FAIRNESS):
        raise WrongMoment(what_now(proposal))
    if is_over(session, proposal):
        raise WrongMoment(
            _("De tijd om iets over de vraag te zeggen is om. Je kunt nog wel meepraten.")
        )
    row = FairnessRemark(
        proposal_id=proposal.id,
        membership_id=member.id,
        remark=written(remark, "remark", 600, _("Schrijf op wat er niet eerlijk is.")),
        created_at=now(),
    )
    session.add(row)
    session.flush()
    return row


def is_over(session: Session, proposal: Proposal) -> bool:
    """Are the days of the fair question over?"""
    days = rules_of(session, proposal.community).fairness_days
    return proposal.ready_at is not None and proposal.ready_at + timedelta(days=days) <= now()


def answer_remark(session: Session, remark: FairnessRemark, answer: str) -> None:
    """Keeps what the author answers to a remark; raises Invalid."""
    remark.answer = written(answer, "answer", 600, _("Schrijf op wat je antwoordt."))
    remark.answered_at = now()
    session.flush()


def settle_by_new_text(session: Session, proposal: Proposal) -> None:
    """A changed text is an answer too, to every remark that still waits.

    Changed after the days were over, nobody has looked at it yet: they begin again.
    """
    if stage_of(proposal) is Stage.FAIRNESS and is_over(session, proposal):
        proposal.ready_at = now()
    for remark in session.scalars(
        select(FairnessRemark).where(
            FairnessRemark.proposal_id == proposal.id, FairnessRemark.answered_at.is_(None)
        )
    ):
        remark.answered_at = now()
