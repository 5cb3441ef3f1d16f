"""Visibility of results: may this person see them now? The one function that everything asks."""

from decisions.models import Decision, Phase, ResultsVisible, Secrecy
from decisions.votes import Participation


def may_see_result(decision: Decision, participation: Participation | None) -> bool:
    """May this result be seen now? Until then everybody sees the number of ballots alone."""
    match decision.phase:
        case Phase.CLOSED | Phase.RECORDED:
            at_reveal = decision.results_visible is ResultsVisible.AT_REVEAL
            return not at_reveal or decision.revealed_at is not None
        case Phase.ANSWERED:
            return True
        case Phase.OPEN if decision.secrecy is Secrecy.OPEN:
            if decision.results_visible is ResultsVisible.AFTER_VOTING:
                return participation is not None
            return decision.results_visible is ResultsVisible.LIVE
        case _:
            return False
