"""The lot: who is willing puts a name in, and chance chooses, in a way that anybody can redo.

The order follows from a public text and the names alone: the text is made of the fingerprint of
the closed ballot box and of three dice rolled after closing, so that nobody can have known it.
Athens filled most of its offices so (Aristotle, Constitution of the Athenians, 43–69).
"""

from collections.abc import Collection, Mapping
from typing import Any

from voting import lots
from voting.ballots import Box, positive_marks, whole_marks
from voting.method import Method
from voting.refusals import InvalidBallot
from voting.results import Tally
from voting.settings import Setting, text, whole
from voting.standings import rank
from voting.words import N_, Sentence, say


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """1 is willing; {} is blank. Raises InvalidBallot."""
    cleaned = positive_marks(whole_marks(marks, options))
    if not set(cleaned.values()) <= {1}:
        raise InvalidBallot(say(N_("Kies: ik doe mee, of ik doe niet mee.")))
    return cleaned


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `winners` is how many places there are, 1 or more. `seed` is the text that the lot follows from;
    None until it has fallen.
    """
    return (Setting("winners", whole(1), 1), Setting("seed", text, None))


def tally(box: Box) -> Tally:
    """Everybody who is willing where there are places enough; else the lot, or wait for it."""
    places, seed = box.settings["winners"], box.settings["seed"]
    willing = tuple(option for option in box.option_ids if box.voters(option))
    standings = rank(box.option_ids, box.total, box.voters, lambda o: (o in willing,))
    explanation = (
        say(N_("Wie meedoet: %(options)s."), options=box.listed(willing)),
        say(N_("Plekken: %(places)s."), places=places),
    )
    if len(willing) <= places:
        return Tally("chosen", willing, (), standings, explanation, (_everybody(),))
    if seed is None:
        waiting = (say(N_("Hier moet het lot beslissen.")),)
        return Tally("needs_lot", (), willing, standings, explanation, waiting)
    order = lots.order(seed, willing)
    return Tally(
        status="chosen",
        winners=tuple(order[:places]),
        tied=(),
        standings=lots.placed(standings, order),
        explanation=(*explanation, _follows_from(seed)),
        conclusion=(say(N_("Gekozen: %(options)s."), options=box.listed(order[:places])),),
        tables={"draw": [{"option": option, "key": key} for option, key in lots.keys(seed, order)]},
    )


def _everybody() -> Sentence:
    return say(N_("Er zijn genoeg plekken. Iedereen die meedoet is gekozen."))


def _follows_from(seed: str) -> Sentence:
    return say(N_("Het lot besliste. Het volgt uit deze tekst: %(seed)s"), seed=seed)


METHOD = Method(
    key="lot",
    name=N_("Loten"),
    weakness=N_("Je kiest niet wie het best past. Iedereen moet het ook echt willen doen."),
    check=check,
    tally=tally,
    settings=settings,
    shape="several",
    chooses_people=True,
    counted_in=N_("Zoveel mensen kruisten het aan"),
)
