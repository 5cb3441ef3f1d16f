"""The certainty of a verdict, in one sentence."""

from representation.disclosure import Disclosed, Viewer
from representation.rows import Verdict, VerdictReason
from representation.words import N_, NN_, Sentence, say, say_number

_RARE = N_("Zo’n groot verschil ontstaat zelden door toeval.")
_RARE_FOR_MEMBERS = N_("Zo’n verschil ontstaat zelden door toeval.")
FOR_LONG = N_("Het gaat niet om één keer. Zo’n verschil ontstaat zelden door toeval.")
"""What is said of a group that was heard less over several decisions."""
_BLANK_HEARD = NN_(
    "%(num)s persoon deed mee, maar vulde dit niet in. Daarom weten we het niet zeker.",
    "%(num)s mensen deden mee, maar vulden dit niet in. Daarom weten we het niet zeker.",
)
_FEW_BLANK_HEARD = N_(
    "Enkele mensen deden mee, maar vulden dit niet in. Daarom weten we het niet zeker."
)
_ADDRESSES_UNKNOWN = N_("We kennen niet alle adressen. Daarom weten we het niet zeker.")
_SLIGHTLY_LESS = N_("Iets minder vaak dan van anderen, maar het scheelt weinig.")
_OF_VERDICTS = {
    Verdict.WATCH: N_("Misschien is dit toeval. Vraag er eens naar."),
    Verdict.HEARD: N_("Ongeveer even vaak als van anderen."),
    Verdict.HIDDEN: N_("Zo kan niemand zien wie het zijn."),
}
_OF_REASONS = {
    VerdictReason.BETWEEN: N_("Misschien is dit toeval, misschien niet."),
    VerdictReason.TOO_SMALL: N_(
        "Bij zo weinig mensen kunnen we geen verschil zien. Vraag het de mensen zelf."
    ),
    VerdictReason.COVERAGE: N_("Dat zijn er te weinig voor een antwoord."),
    VerdictReason.NOBODY_YET: N_("Daarom kunnen we niets vergelijken."),
}


def certainty(shown: Disclosed) -> Sentence:
    """How sure the verdict of a row is, as one sentence for its viewer."""
    if shown.verdict.is_flag:
        return _of_flag(shown)
    if shown.slightly_less:
        return say(_SLIGHTLY_LESS)
    if shown.verdict in _OF_VERDICTS:
        return say(_OF_VERDICTS[shown.verdict])
    return say(_OF_REASONS[shown.reason or VerdictReason.BETWEEN])


def _of_flag(shown: Disclosed) -> Sentence:
    if shown.robust:
        return say(_RARE if shown.viewer is Viewer.FACILITATOR else _RARE_FOR_MEMBERS)
    if shown.blank_heard is None:
        return say(_FEW_BLANK_HEARD)
    if shown.blank_heard == 0:
        return say(_ADDRESSES_UNKNOWN)
    return say_number(_BLANK_HEARD, shown.blank_heard)
