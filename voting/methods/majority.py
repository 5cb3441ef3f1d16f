"""Majority: the most votes win.

On one motion people are for or against, and more must be for than against; with as many for as
against, nothing changes. Between several options everybody chooses one. A community may ask for
more than the most: more than half, two thirds, or everybody. As in May's theorem (Econometrica,
1952), every voter and every option counts the same.
"""

from collections.abc import Collection, Mapping
from typing import Any

from voting.ballots import Box, positive_marks, whole_marks
from voting.elections import Election
from voting.method import Method, require_present
from voting.methods import most_votes, motions
from voting.refusals import InvalidBallot
from voting.results import Tally
from voting.settings import Setting, choice, threshold
from voting.words import N_, say


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """On a motion 1 for and −1 against; between options 1 on exactly one option; {} is blank.

    Raises InvalidBallot.
    """
    cleaned = whole_marks(marks, options)
    if len(options) == 1:
        return _check_motion(cleaned)
    return _check_choice(positive_marks(cleaned))


def _check_motion(marks: dict[str, int]) -> dict[str, int]:
    if not set(marks.values()) <= {motions.FOR, motions.AGAINST}:
        raise InvalidBallot(say(N_("Kies voor, tegen of blanco.")))
    return marks


def _check_choice(marks: dict[str, int]) -> dict[str, int]:
    if len(marks) > 1:
        text = N_("Je koos %(chosen)s keuzes. Kies er één.")
        raise InvalidBallot(say(text, chosen=len(marks)))
    if not set(marks.values()) <= {1}:
        raise InvalidBallot(say(N_("Geef één stem aan één keuze, of kies blanco.")))
    return marks


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `threshold` is what wins: "simple" more than any other, "absolute" more than half, a share above
    1/2 up to 1 such as "2/3", or on a motion "unanimous". `base`, on a motion only, says of what
    that is a part: "for_and_against" the valid ballots, "cast" all ballots, "present" all who are
    there, "roll" all who may vote.
    """
    if option_count > 1:
        return (Setting("threshold", threshold("simple", "absolute"), "simple"),)
    return (
        Setting("base", choice("for_and_against", "cast", "present", "roll"), "for_and_against"),
        Setting("threshold", threshold("simple", "absolute", "unanimous"), "simple"),
    )


def accept(election: Election, settings: Mapping[str, Any]) -> None:
    """Raises InvalidSettings where those present count, and nobody knows how many they are."""
    if settings.get("base") == "present":
        require_present(election, "base")


def tally(box: Box) -> Tally:
    """The value of a standing is the votes for on a motion, and between options its votes."""
    return motions.tally(box) if len(box.options) == 1 else most_votes.tally(box)


METHOD = Method(
    key="majority",
    name=N_("Gewone stemming"),
    weakness=N_("Wie verliest, verliest alles. Bijna de helft kan ertegen zijn."),
    check=check,
    tally=tally,
    settings=settings,
    one_option_is_a_motion=True,
    empty_box_rejects=True,
    accept=accept,
    answers={"for": N_("Voor"), "against": N_("Tegen")},
    speaks={"for": "for", "against": "against"},
    asks={motions.FOR: N_("Voor"), motions.AGAINST: N_("Tegen")},
)
