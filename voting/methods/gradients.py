"""Gradients of agreement: how warm are people for a proposal, from 1 (fully) to 8 (a veto)?

A thermometer and no decision by itself. When many people stand in the middle, at "more talk
first", there is more talk. When nobody is at the two last steps and two thirds stand at the
first three, the support is broad enough to go on. The scale is that of Sam Kaner and others,
Facilitator's Guide to Participatory Decision-Making (1996).
"""

from collections.abc import Collection, Mapping
from typing import Any

from voting.ballots import Box, whole_marks
from voting.method import Leaning, Method
from voting.quorum import compared
from voting.refusals import InvalidBallot
from voting.results import Check, CountRound, Standing, Tally
from voting.settings import Setting
from voting.words import N_, NN_, Sentence, say, say_number

_LEVELS = range(1, 9)
_WARM, _MORE_TALK, _AGAINST = (1, 2, 3), 5, (7, 8)


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """A step from 1 to 8; {} is blank. Raises InvalidBallot."""
    cleaned = whole_marks(marks, options)
    if not set(cleaned.values()) <= set(_LEVELS):
        raise InvalidBallot(say(N_("Kies een stap van 1 tot en met 8.")))
    return cleaned


def settings(option_count: int) -> tuple[Setting, ...]:
    """None: the scale, and what it takes to be adopted, are fixed."""
    return ()


def tally(box: Box) -> Tally:
    """The value is how many stand at 1, 2 or 3."""
    (option,) = box.option_ids
    levels = {level: box.having(option, level) for level in _LEVELS}
    warm, against = _together(levels, _WARM), _together(levels, _AGAINST)
    talk = 5 * levels[_MORE_TALK] >= box.numbers.valid
    adopted = not talk and against == 0 and 3 * warm >= 2 * box.numbers.valid
    counts = {str(level): number for level, number in levels.items()}
    return Tally(
        status="adopted" if adopted else "more_talk",
        winners=(option,) if adopted else (),
        tied=(),
        standings=(Standing(option, 1, warm, box.numbers.valid),),
        explanation=_explanation(levels, box.numbers.valid),
        conclusion=(_conclusion(adopted=adopted),),
        checks=_checks(levels, box.numbers.valid),
        rounds=(
            CountRound(
                1, "final", counts | {"blank": box.numbers.blank, "invalid": box.numbers.invalid}
            ),
        ),
        tables={"levels": [levels[level] for level in _LEVELS]},
    )


def _together(levels: Mapping[int, int], wanted: Collection[int]) -> int:
    return sum(levels[level] for level in wanted)


def _explanation(levels: Mapping[int, int], valid: int) -> tuple[Sentence, ...]:
    text = N_(
        "Op stap 1, 2 of 3: %(warm)s. In het midden: %(middle)s. Op stap 7 of 8: %(against)s."
    )
    return (
        say(
            text,
            warm=_together(levels, _WARM),
            middle=_together(levels, (4, 5, 6)),
            against=_together(levels, _AGAINST),
        ),
        say(N_("Stap 5, eerst verder praten: %(talk)s."), talk=levels[_MORE_TALK]),
        say(
            N_("Samen is dat %(valid)s antwoord.")
            if valid == 1
            else N_("Samen zijn dat %(valid)s antwoorden."),
            valid=valid,
        ),
    )


def _checks(levels: Mapping[int, int], valid: int) -> tuple[Check, ...]:
    warm, against, talk = _together(levels, _WARM), _together(levels, _AGAINST), levels[_MORE_TALK]
    at_talk = N_("%(talk)s op stap 5, minder dan 1 op de 5 van %(valid)s")
    too_many = N_("%(talk)s op stap 5, dat is 1 op de 5 van %(valid)s, of meer")
    return (
        Check(
            question=say(N_("Willen weinig mensen eerst verder praten?")),
            met=5 * talk < valid,
            arithmetic=say(at_talk if 5 * talk < valid else too_many, talk=talk, valid=valid),
        ),
        Check(
            question=say(N_("Staat niemand op stap 7 of 8?")),
            met=against == 0,
            arithmetic=say(N_("%(against)s op stap 7 of 8"), against=against),
        ),
        Check(
            question=say(N_("Staan twee van elke drie op stap 1, 2 of 3?")),
            met=3 * warm >= 2 * valid,
            arithmetic=compared(
                say_number(NN_("%(num)s op stap 1, 2 of 3", "%(num)s op stap 1, 2 of 3"), warm),
                -(-2 * valid // 3),
            ),
        ),
    )


def _conclusion(*, adopted: bool) -> Sentence:
    if adopted:
        return say(N_("Er is genoeg steun. Het voorstel is aangenomen."))
    return say(N_("Er is nog niet genoeg steun. Praat eerst verder."))


_ASKS = {
    1: N_("1. Van harte voor"),
    2: N_("2. Voor, met een kleine opmerking"),
    3: N_("3. Voor, met een paar vragen"),
    4: N_("4. Ik laat het aan de anderen"),
    5: N_("5. Eerst verder praten"),
    6: N_("6. Liever niet, maar ik ga mee"),
    7: N_("7. Niet mee eens, ik houd het niet tegen"),
    8: N_("8. Ik kan hier niet mee leven"),
}

_SPEAKS: dict[str, Leaning] = {
    **dict.fromkeys(map(str, _WARM), "for"),
    **dict.fromkeys(map(str, _AGAINST), "against"),
}

METHOD = Method(
    key="gradients",
    name=N_("Hoe denken we erover? (peiling)"),
    weakness=N_("Het beslist niets. Daarna moet je nog kiezen wat je doet."),
    check=check,
    tally=tally,
    settings=settings,
    one_option_is_a_motion=True,
    one_option_only=True,
    purpose="ask",
    answers={str(level): words for level, words in _ASKS.items()},
    speaks=_SPEAKS,
    asks=_ASKS,
)
