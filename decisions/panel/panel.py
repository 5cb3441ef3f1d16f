"""The panel "Wie horen we niet?" as one viewer sees it at this moment."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from communities.models import Community
from decisions.hearing.heard import HeardTotals
from decisions.models import Decision
from decisions.panel.folded_groups import Fold
from decisions.panel.groups import Blank, HeardGroup
from decisions.panel.not_reached import Signal
from decisions.panel.small_circle import AbsentAnswer
from decisions.phases import RUNNING
from plumbing.clock import now
from plumbing.values import Struct, field
from plumbing.words.language import day
from proposals.models import Touched, TouchedStatus
from proposals.threads import Contribution
from representation.disclosure import Viewer


class Circle(Struct, frozen=True):
    """The three questions that a small circle gets instead of groups."""

    silent: int
    answers: list[AbsentAnswer]
    own_answer: str
    may_answer: bool


class Panel(Struct, frozen=True):
    """Everything the panel shows to this viewer; what she may not see is not in it."""

    decision: Decision
    community: Community
    viewer: Viewer
    people: HeardTotals
    flags: list[HeardGroup] = field(default_factory=list)
    watches: list[HeardGroup] = field(default_factory=list)
    folds: list[Fold] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    counts: list[HeardGroup] = field(default_factory=list)
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
    def groups(self) -> list[HeardGroup]:
        folded = [group for fold in self.folds for group in fold.groups]
        return [*self.flags, *self.watches, *folded] or self.counts

    @property
    def sentence(self) -> str:
        """The whole panel in one sentence, for under a ballot."""
        urgent = self._most_urgent()
        if not self.is_open:
            return urgent[:1].upper() + urgent[1:]
        return _("Stand van %(date)s: %(words)s", date=day(self._as_of()), words=urgent)

    def _as_of(self) -> datetime:
        return self.judged_at if self.flags and self.judged_at else now()

    def _most_urgent(self) -> str:
        if self.flags:
            group = self.flags[0].title
            return _("van deze groep hoorden we weinig of niets: %(group)s.", group=group)
        unspoken = [row for row in self.touched if row.status is TouchedStatus.UNSPOKEN]
        if unspoken:
            return _("nog niemand sprak met: %(who)s.", who=unspoken[0].who)
        if self.unanswered:
            return ngettext(
                "%(num)d bericht wacht op een antwoord.",
                "%(num)d berichten wachten op een antwoord.",
                len(self.unanswered),
            )
        if self.circle and self.circle.silent:
            return ngettext(
                "%(num)d van de %(total)s %(people)s zei nog niets in het gesprek.",
                "%(num)d van de %(total)s %(people)s zeiden nog niets in het gesprek.",
                self.circle.silent,
                total=self.people.roll,
                people=self.community.people_word,
            )
        return _("geen signaal. Dat betekent niet dat we iedereen hoorden.")
