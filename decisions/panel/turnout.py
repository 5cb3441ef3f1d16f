"""Turnout, where the panel stands beside it on the page."""

from decisions.counting.turnout import Turnout
from decisions.here import DecisionHere
from decisions.panel.panel import Panel


def turnout_beside(found: DecisionHere, panel: Panel) -> Turnout | None:
    """Ballots cast and entries on the roll, where the panel on the page counted them already."""
    if found.round is None:
        return None
    return Turnout(panel.people.took_part_now, panel.people.roll)
