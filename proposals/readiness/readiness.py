"""Readiness for a decision: talked about long enough, wanted by enough, and asked fairly."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from communities.rules.rules import Rules
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.values import Struct
from plumbing.web import WrongMoment
from plumbing.words.language import day
from proposals.models import Backing, FairnessRemark, Proposal
from proposals.phases import Step, allowed, what_now


class Readiness(Struct, frozen=True):
    """How far a proposal is on its way to a decision."""

    is_open: bool
    """Is it being discussed at all?"""
    talk_until: datetime
    backers: int
    backers_needed: int
    pressed_at: datetime | None
    fair_until: datetime | None
    waiting_remarks: int
    asks_nothing: bool
    """Do this community's rules ask for no days and no backers at all?"""

    @property
    def talked_enough(self) -> bool:
        return self.talk_until <= now()

    @property
    def backers_missing(self) -> int:
        return max(0, self.backers_needed - self.backers)

    @property
    def may_press(self) -> bool:
        """May the author say "Klaar om te beslissen"?"""
        return (
            self.is_open
            and self.pressed_at is None
            and self.talked_enough
            and self.backers_missing == 0
        )

    @property
    def takes_remarks(self) -> bool:
        """Can anybody still say why the question is not fair?"""
        return self.fair_until is not None and now() < self.fair_until

    @property
    def is_ready(self) -> bool:
        """May a decision be opened?"""
        if not self.is_open:
            return False
        if self.fair_until is None:
            return self.asks_nothing
        return self.fair_until <= now() and self.waiting_remarks == 0


def readiness(proposal: Proposal, rules: Rules, backers: int, waiting_remarks: int) -> Readiness:
    """How far it is, by the community's own three numbers."""
    since = proposal.discussed_since or now()
    pressed = proposal.ready_at
    return Readiness(
        is_open=allowed(proposal, Step.OPEN_DECISION),
        talk_until=since + timedelta(days=rules.talk_days),
        backers=backers,
        backers_needed=rules.backers,
        pressed_at=pressed,
        fair_until=pressed + timedelta(days=rules.fairness_days) if pressed else None,
        waiting_remarks=waiting_remarks,
        asks_nothing=not (rules.talk_days or rules.backers or rules.fairness_days),
    )


def waiting_remarks() -> ScalarSelect[int]:
    """How many remarks on a proposal's question wait for an answer, as a column beside it."""
    return (
        select(func.count())
        .where(FairnessRemark.proposal_id == Proposal.id, FairnessRemark.answered_at.is_(None))
        .correlate(Proposal)
        .scalar_subquery()
    )


def readiness_of(session: Session, proposal: Proposal, rules: Rules) -> Readiness:
    """The same, with backers and remarks counted in the database."""
    backers, waiting = session.execute(
        select(
            select(func.count())
            .select_from(Backing)
            .where(Backing.proposal_id == proposal.id)
            .scalar_subquery(),
            select(func.count())
            .select_from(FairnessRemark)
            .where(FairnessRemark.proposal_id == proposal.id, FairnessRemark.answered_at.is_(None))
            .scalar_subquery(),
        )
    ).one()
    return readiness(proposal, rules, backers, waiting)


def is_ready(session: Session, proposal: Proposal, rules: Rules) -> bool:
    """May a decision on this proposal be opened now?"""
    return readiness_of(session, proposal, rules).is_ready


def press_ready(session: Session, proposal: Proposal, rules: Rules) -> None:
    """ "Klaar om te beslissen": from now on anyone may say why the question is not fair."""
    lock(session, proposal, "phase", "ready_at")
    if not allowed(proposal, Step.PRESS_READY):
        raise WrongMoment(what_now(proposal))
    found = readiness_of(session, proposal, rules)
    if not found.may_press:
        raise WrongMoment(what_misses(found))
    proposal.ready_at = now()


def what_misses(found: Readiness) -> str:
    """What must still happen before the author can say that it is ready."""
    sentences = []
    if not found.talked_enough:
        sentences.append(_("Praat er nog over tot %(day)s.", day=day(found.talk_until)))
    if found.backers_missing:
        sentences.append(
            ngettext(
                "Er moet nog %(num)d ander zeggen: ik wil hierover beslissen.",
                "Er moeten nog %(num)d anderen zeggen: ik wil hierover beslissen.",
                found.backers_missing,
            )
        )
    return " ".join(sentences)
