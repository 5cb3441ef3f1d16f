"""Phases: when what may be done to a proposal, in one table of stages and steps."""

from enum import StrEnum, auto

from flask_babel import gettext as _

from plumbing.clock import now
from proposals.models import Phase, Proposal


class Stage(StrEnum):
    """Where a proposal is at this moment, the clock included."""

    DRAFT = auto()
    DISCUSSION = auto()
    FAIRNESS = auto()
    """The author pressed "Klaar om te beslissen"."""
    STARTING = auto()
    """It begins without a decision, unless somebody objects in time."""
    STARTED = auto()
    DECISION = auto()
    DECIDED = auto()
    WITHDRAWN = auto()


class Step(StrEnum):
    """Everything that can be done to a proposal."""

    WRITE = auto()
    PUT_TO_DISCUSSION = auto()
    TAKE_UP_AGAIN = auto()
    WITHDRAW = auto()
    ATTACH = auto()
    CONTRIBUTE = auto()
    REACT = auto()
    TOUCH = auto()
    BACK = auto()
    HELP = auto()
    PRESS_READY = auto()
    REMARK_ON_FAIRNESS = auto()
    START_AT_ONCE = auto()
    OBJECT_TO_START = auto()
    OPEN_DECISION = auto()
    WRITE_SIDE = auto()
    EXPLAIN = auto()
    NOTE_ANSWER = auto()


TALKING = frozenset({Stage.DISCUSSION, Stage.FAIRNESS, Stage.STARTING})
WITH_A_QUICK_ONE = frozenset({Step.CONTRIBUTE, Step.REACT, Step.TOUCH})
"""A question put to a room at once is answered; the rest waits until it is a proposal."""
LIVING = TALKING | {Stage.STARTED, Stage.DECISION, Stage.DECIDED}
TABLE: dict[Step, frozenset[Stage]] = {
    Step.WRITE: TALKING | {Stage.DRAFT, Stage.DECISION},
    Step.PUT_TO_DISCUSSION: frozenset({Stage.DRAFT}),
    Step.TAKE_UP_AGAIN: frozenset({Stage.DECIDED}),
    Step.WITHDRAW: TALKING | {Stage.DRAFT, Stage.STARTED, Stage.DECISION},
    Step.ATTACH: TALKING | {Stage.DRAFT},
    Step.CONTRIBUTE: LIVING,
    Step.REACT: LIVING,
    Step.TOUCH: LIVING | {Stage.DRAFT},
    Step.BACK: frozenset({Stage.DISCUSSION, Stage.FAIRNESS}),
    Step.HELP: LIVING,
    Step.PRESS_READY: frozenset({Stage.DISCUSSION}),
    Step.REMARK_ON_FAIRNESS: frozenset({Stage.FAIRNESS}),
    Step.START_AT_ONCE: frozenset({Stage.DISCUSSION}),
    Step.OBJECT_TO_START: frozenset({Stage.STARTING}),
    Step.OPEN_DECISION: frozenset({Stage.DISCUSSION, Stage.FAIRNESS}),
    Step.WRITE_SIDE: TALKING | {Stage.DECISION},
    Step.EXPLAIN: LIVING,
    Step.NOTE_ANSWER: frozenset({Stage.STARTED, Stage.DECIDED}),
}


def stage_of(proposal: Proposal) -> Stage:
    """Where it is now: what was agreed to begin by itself has begun when its moment passed."""
    if proposal.phase is not Phase.DISCUSSION:
        return Stage(proposal.phase.value)
    if proposal.starting_at is not None:
        return Stage.STARTED if proposal.starting_at <= now() else Stage.STARTING
    return Stage.FAIRNESS if proposal.ready_at is not None else Stage.DISCUSSION


def is_private(proposal: Proposal) -> bool:
    """Was it never on the table? Then it is its author's alone."""
    return proposal.phase is Phase.DRAFT or (
        proposal.phase is Phase.WITHDRAWN and proposal.discussed_since is None
    )


def allowed(proposal: Proposal, step: Step) -> bool:
    """May this be done to it at this moment?"""
    if proposal.is_quick and step not in WITH_A_QUICK_ONE:
        return False
    return stage_of(proposal) in TABLE[step]


def what_now(proposal: Proposal) -> str:
    """What may be done with it at this moment, for who came at the wrong one."""
    if proposal.is_quick:
        return _("Dit was een snelle vraag. De gespreksleider kan er een voorstel van maken.")
    return {
        Stage.DRAFT: _("Dit voorstel is nog niet af. Zet het eerst op tafel."),
        Stage.DISCUSSION: _("Er wordt over dit voorstel gepraat. Je kunt meepraten."),
        Stage.FAIRNESS: _(
            "De vraag is nu: is de vraag eerlijk gesteld? Je kunt daarover meepraten."
        ),
        Stage.STARTING: _(
            "Dit voorstel begint binnenkort. Je kunt nog meepraten of bezwaar maken."
        ),
        Stage.STARTED: _("Dit voorstel is begonnen. Je kunt meepraten en meehelpen."),
        Stage.DECISION: _("Over dit voorstel loopt nu een besluit. Je kunt meepraten."),
        Stage.DECIDED: _("Over dit voorstel is besloten. Je kunt het besluit nalezen."),
        Stage.WITHDRAWN: _("Dit voorstel is ingetrokken. Je kunt lezen waarom."),
    }[stage_of(proposal)]
