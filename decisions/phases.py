"""When what may be done to a decision: one table of phases and actions."""

from communities.permissions import Action
from decisions.models import Phase

ALLOWED: dict[Action, frozenset[Phase]] = {
    Action.OPEN_DECISION: frozenset({Phase.PREPARED}),
    Action.CAST_BALLOT: frozenset({Phase.OPEN}),
    Action.CLOSE_EARLY: frozenset({Phase.OPEN, Phase.ANSWERED}),
    Action.OPEN_NEXT_ROUND: frozenset({Phase.ANSWERED}),
    Action.CANCEL_DECISION: frozenset({Phase.PREPARED, Phase.OPEN, Phase.ANSWERED}),
    Action.WORD_OUTCOME: frozenset({Phase.CLOSED}),
    Action.CHECK_OUTCOME: frozenset({Phase.CLOSED}),
    Action.CORRECT_RECORD: frozenset({Phase.RECORDED}),
    Action.CHANGE_RULES: frozenset({Phase.RECORDED}),
    Action.ADD_TASK: frozenset({Phase.CLOSED, Phase.RECORDED}),
    Action.TAKE_UP_TASK: frozenset({Phase.CLOSED, Phase.RECORDED}),
}


def allowed(phase: Phase, action: Action) -> bool:
    """May this be done in this phase? What the table does not name may be done in any."""
    return phase in ALLOWED.get(action, Phase)
