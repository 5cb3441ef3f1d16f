"""The panel "Wie horen we niet?" as one viewer sees it at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from flask import has_request_context, request
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities.models import Community, Membership
from communities.permissions import Action
from decisions.circle import AbsentAnswer, absent_answers
from decisions.groups import Blank, Group, Phrases, blanks_for, groups_for
from decisions.heard import Turnout, proposals_of, turnout
from decisions.judging import FACILITATOR, MEMBER
from decisions.looks import (
    CLOSING,
    DAILY,
    RUNNING,
    VERDICT_MOMENTS,
    Looks,
    heard_until,
    looks_of,
    newest,
    next_verdict,
    rows_of,
    take_what_is_due,
    what_is_due,
)
from decisions.models import Decision, Phase
from decisions.signals import Signal, not_reached
from plumbing.clock import now
from plumbing.database import READING_METHODS, db
from plumbing.language import day
from proposals.conversation import unanswered
from proposals.models import Touched, TouchedStatus
from proposals.phases import Step, allowed
from proposals.threads import Contribution
from representation.disclosure import Viewer, is_small_circle

if TYPE_CHECKING:
    from decisions.access import DecisionHere


@dataclass(frozen=True)
class Fold:
    """Groups with the same verdict, folded away under one line."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Circle:
    """The three questions that a small circle gets instead of groups."""

    silent: int
    answers: list[AbsentAnswer]
    own_answer: str
    may_answer: bool


@dataclass(frozen=True)
class Panel:
    """Everything the panel shows to this viewer; what she may not see is not in it."""

    decision: Decision
    community: Community
    viewer: Viewer
    people: Turnout
    flags: list[Group] = field(default_factory=list)
    watches: list[Group] = field(default_factory=list)
    folds: list[Fold] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    counts: list[Group] = field(default_factory=list)
    """Only figures, where no verdict was given yet."""
    counted_at: datetime | None = None
    """When the figures were counted, where that is later than the verdicts."""
    judged_at: datetime | None = None
    next_at: datetime | None = None
    """When the next verdicts come; none once they are final."""
    circle: Circle | None = None
    touched: list[Touched] = field(default_factory=list)
    may_talk: bool = False
    unanswered: list[Contribution] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.decision.phase in RUNNING

    @property
    def for_facilitator(self) -> bool:
        return self.viewer is Viewer.FACILITATOR

    @property
    def for_visitor(self) -> bool:
        return self.viewer is Viewer.VISITOR

    @property
    def groups(self) -> list[Group]:
        folded = [group for fold in self.folds for group in fold.groups]
        return [*self.flags, *self.watches, *folded] or self.counts

    @property
    def sentence(self) -> str:
        """The whole panel in one sentence, for under a ballot."""
        today = _("Stand van %(date)s:", date=day(self.judged_at or now())) if self.is_open else ""
        return f"{today} {self._most_urgent()}".strip()

    def _most_urgent(self) -> str:
        if self.flags:
            return _("van deze groep hoorden we weinig of niets: %(group)s.", group=self.flags[0].title)
        unspoken = [row for row in self.touched if row.status is TouchedStatus.UNSPOKEN]
        if unspoken:
            return _("nog niemand sprak met: %(who)s.", who=unspoken[0].who)
        if self.unanswered:
            return ngettext(
                "%(num)d bericht wacht op een antwoord.",
                "%(num)d berichten wachten op een antwoord.",
                len(self.unanswered),
            )
        return _("geen signaal. Dat betekent niet dat we iedereen hoorden.")


def panel_for(found: "DecisionHere") -> Panel:
    """The panel for who looks, in at most six questions to the database."""
    session, decision, viewer = db.session, found.decision, _viewer(found)
    touched = _touched(session, decision)
    may_talk = found.may(Action.TAKE_UP_OUTREACH) and allowed(decision.proposal, Step.TOUCH)
    known = found.membership is not None
    waiting = unanswered(session, decision.proposal) if known else []
    people = turnout(session, decision, heard_until(decision, now()))
    common = Panel(
        decision,
        found.community,
        viewer,
        people,
        touched=touched,
        may_talk=may_talk,
        unanswered=waiting,
        signals=not_reached(session, decision) if viewer is Viewer.FACILITATOR else [],
    )
    if decision.phase in (Phase.PREPARED, Phase.CANCELLED):
        return common
    looks = _looks(session, decision, people)
    return _with_groups(session, common, looks, found.membership)
