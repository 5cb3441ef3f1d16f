"""Labels: the icon and the word of each verdict, while a vote is open and when it has closed."""

from representation.disclosure import Disclosed, Viewer
from representation.rows import Verdict
from representation.words import N_, Sentence, say

ICONS = {
    Verdict.MISSING: "○",
    Verdict.UNDERHEARD: "◔",
    Verdict.WATCH: "?",
    Verdict.UNCLEAR: "…",
    Verdict.HEARD: "●",
    Verdict.HIDDEN: "▢",
}
"""The sign of each verdict, so that none hangs on colour."""
_CLOSED = {
    Verdict.MISSING: N_("Niets van gehoord"),
    Verdict.UNDERHEARD: N_("Minder van gehoord"),
    Verdict.WATCH: N_("Misschien minder"),
    Verdict.UNCLEAR: N_("Dat weten we niet"),
    Verdict.HEARD: N_("Ongeveer evenveel"),
    Verdict.HIDDEN: N_("Tonen we niet"),
}
_OPEN = _CLOSED | {
    Verdict.MISSING: N_("Nog niets van gehoord"),
    Verdict.UNCLEAR: N_("Dat weten we nog niet"),
}
_NOT_CERTAIN = N_("Minder van gehoord (nog niet zeker)")
_LITTLE = N_("Weinig of niets van gehoord")
FOR_LONG = N_("Al langer minder van gehoord")
"""The word for a group that was heard less over several decisions."""


def icon(shown: Disclosed) -> str:
    """The sign of a row; a flag that is not certain has the one of underheard."""
    return ICONS[Verdict.UNDERHEARD if _is_uncertain(shown) else shown.verdict]


def label(shown: Disclosed, is_open: bool) -> Sentence:
    """The word of a row for its viewer, while the vote `is_open` or after."""
    if not shown.verdict.is_flag:
        return say((_OPEN if is_open else _CLOSED)[shown.verdict])
    if shown.viewer is not Viewer.FACILITATOR:
        return say(_LITTLE)
    if _is_uncertain(shown):
        return say(_NOT_CERTAIN)
    return say((_OPEN if is_open else _CLOSED)[shown.verdict])


def _is_uncertain(shown: Disclosed) -> bool:
    return shown.verdict.is_flag and not shown.robust
