"""The icon and the word of each verdict, while a vote is open and when it has closed."""

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
CLOSED = {
    Verdict.MISSING: N_("Niets van gehoord"),
    Verdict.UNDERHEARD: N_("Minder van gehoord"),
    Verdict.WATCH: N_("Misschien minder"),
    Verdict.UNCLEAR: N_("Dat weten we niet"),
    Verdict.HEARD: N_("Ongeveer evenveel"),
    Verdict.HIDDEN: N_("Tonen we niet"),
}
OPEN = CLOSED | {
    Verdict.MISSING: N_("Nog niets van gehoord"),
    Verdict.UNCLEAR: N_("Dat weten we nog niet"),
}
NOT_CERTAIN = N_("Minder van gehoord (nog niet zeker)")
LITTLE = N_("Weinig of niets van gehoord")
FOR_LONG = N_("Al langer minder van gehoord")


def icon(shown: Disclosed) -> str:
    return ICONS[Verdict.UNDERHEARD if is_uncertain(shown) else shown.verdict]


def label(shown: Disclosed, is_open: bool) -> Sentence:
    if not shown.verdict.is_flag:
        return say((OPEN if is_open else CLOSED)[shown.verdict])
    if shown.viewer is not Viewer.FACILITATOR:
        return say(LITTLE)
    if is_uncertain(shown):
        return say(NOT_CERTAIN)
    return say((OPEN if is_open else CLOSED)[shown.verdict])


def is_uncertain(shown: Disclosed) -> bool:
    return shown.verdict.is_flag and not shown.robust
