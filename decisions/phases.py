"""Phases: when what may be done to a decision, in one table of phases and actions."""

from flask_babel import gettext as _

from communities.permissions import Action
from decisions.models import Phase
from plumbing.words.formality import u

ALLOWED: dict[Action, frozenset[Phase]] = {
    Action.OPEN_DECISION: frozenset({Phase.PREPARED}),
    Action.FOLLOW_UP: frozenset({Phase.CLOSED, Phase.RECORDED}),
    Action.CAST_BALLOT: frozenset({Phase.OPEN}),
    Action.HANDLE_PAPER: frozenset({Phase.OPEN}),
    Action.READ_PAPER: frozenset({Phase.OPEN}),
    Action.CLOSE_EARLY: frozenset({Phase.OPEN, Phase.ANSWERED}),
    Action.OPEN_NEXT_ROUND: frozenset({Phase.ANSWERED}),
    Action.CANCEL_DECISION: frozenset({Phase.PREPARED, Phase.OPEN, Phase.ANSWERED}),
    Action.DRAW_LOTS: frozenset({Phase.CLOSED}),
    Action.WORD_OUTCOME: frozenset({Phase.CLOSED}),
    Action.CHECK_OUTCOME: frozenset({Phase.CLOSED}),
    Action.CORRECT_RECORD: frozenset({Phase.RECORDED}),
    Action.LOOK_BACK: frozenset({Phase.RECORDED}),
    Action.CHANGE_RULES: frozenset({Phase.RECORDED}),
    Action.ADD_TASK: frozenset({Phase.CLOSED, Phase.RECORDED}),
    Action.TAKE_UP_TASK: frozenset({Phase.CLOSED, Phase.RECORDED}),
}


ONLY_WHERE_IT_BINDS = frozenset(
    {
        Action.FOLLOW_UP,
        Action.DRAW_LOTS,
        Action.WORD_OUTCOME,
        Action.CHECK_OUTCOME,
        Action.ADD_TASK,
        Action.TAKE_UP_TASK,
    }
)
"""A quick question is counted and that is all: nobody writes a record of it."""
SHOWABLE = frozenset({Phase.OPEN, Phase.ANSWERED, Phase.CLOSED, Phase.RECORDED})
"""In these a decision can stand on the big screen."""


def allowed(phase: Phase, action: Action, *, binds: bool = True) -> bool:
    """May this be done in this phase? What the table does not name may be done in any."""
    if not binds and action in ONLY_WHERE_IT_BINDS:
        return False
    return phase in ALLOWED.get(action, Phase)


def what_now(phase: Phase) -> str:
    """What may be done with a decision in its phase, for who came at the wrong moment."""
    return {
        Phase.PREPARED: _("Dit besluit is nog niet open. Kijk later nog eens."),
        Phase.OPEN: u(
            _("Er wordt nu gestemd. Je kunt meedoen tot de sluiting."),
            _("Er wordt nu gestemd. U kunt meedoen tot de sluiting."),
        ),
        Phase.ANSWERED: u(
            _("De antwoorden zijn binnen. Je kunt ze nu lezen en erover praten."),
            _("De antwoorden zijn binnen. U kunt ze nu lezen en erover praten."),
        ),
        Phase.CLOSED: u(
            _("Het stemmen is voorbij. Je kunt de uitslag bekijken."),
            _("Het stemmen is voorbij. U kunt de uitslag bekijken."),
        ),
        Phase.RECORDED: u(
            _("Dit besluit is vastgelegd. Je kunt het nalezen."),
            _("Dit besluit is vastgelegd. U kunt het nalezen."),
        ),
        Phase.CANCELLED: u(
            _("Dit besluit gaat niet door. Je kunt lezen waarom."),
            _("Dit besluit gaat niet door. U kunt lezen waarom."),
        ),
    }[phase]


RUNNING = (Phase.OPEN, Phase.ANSWERED)
