"""Systemic consensing: everybody says how much each option goes against them; the least wins.

0 is no resistance, the highest mark means: this really must not happen. The marks are added up,
and the option with the lowest sum wins: the one that weighs least on the group. Equal sums: the
option whose highest mark is lower, then the one with fewer strong marks, of four fifths of the
scale or more. "Leave as it is" is an option like any other. Devised by Erich Visotschnig and
Siegfried Schrotta (SK-Prinzip, 2005).
"""

from collections.abc import Collection, Mapping
from typing import Any

from voting.ballots import Box, whole_marks
from voting.elections import Election
from voting.method import Method
from voting.refusals import InvalidBallot, InvalidSettings
from voting.results import Standing, Tally
from voting.settings import Setting, text, whole
from voting.standings import at_place, rank
from voting.words import N_, Sentence, say


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """Resistance from 0 to `max` for every option; {} is blank. Raises InvalidBallot."""
    cleaned = whole_marks(marks, options)
    if any(not 0 <= mark <= settings["max"] for mark in cleaned.values()):
        given = N_("Geef bij elke keuze een getal van 0 tot en met %(most)s.")
        raise InvalidBallot(say(given, most=settings["max"]))
    if cleaned and len(cleaned) < len(options):
        raise InvalidBallot(say(N_("Geef bij elke keuze aan hoeveel weerstand je voelt.")))
    return cleaned


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `max` is the highest mark, 1 or more. `zero_option` is the id of the option that changes
    nothing, None where there is none; it has no advantage.
    """
    return (Setting("max", whole(1), 10), Setting("zero_option", text, None))


def accept(election: Election, settings: Mapping[str, Any]) -> None:
    """Raises InvalidSettings where the zero option is none of the options."""
    zero = settings["zero_option"]
    if zero is not None and zero not in election.option_ids:
        raise InvalidSettings("zero_option", say(N_("Deze keuze staat niet op het stembriefje.")))


def tally(box: Box) -> Tally:
    """The value is the sum of the marks; the lowest wins."""
    standings = rank(
        box.option_ids, box.total, lambda option: box.numbers.valid, lambda o: _worth(box, o)
    )
    level = at_place(standings, 1)
    return Tally(
        status="chosen" if len(level) == 1 else "tied",
        winners=level,
        tied=level if len(level) > 1 else (),
        standings=standings,
        explanation=_explanation(box, standings),
        conclusion=_conclusion(box, standings, level),
        tables={"resistance": [_picture(box, standing.option) for standing in standings]},
    )


def _worth(box: Box, option: str) -> tuple[int, ...]:
    return -box.total(option), -_highest(box, option), -_strong(box, option)


def _highest(box: Box, option: str) -> int:
    return max((marks[option] for marks, _ in box.valid), default=0)


def _strong(box: Box, option: str) -> int:
    """How many ballots put a mark of four fifths of the scale or more."""
    most = box.settings["max"]
    return sum(times for marks, times in box.valid if 5 * marks[option] >= 4 * most)


def _picture(box: Box, option: str) -> dict[str, object]:
    """How the marks are spread, only those that occur; and whether this is the zero option."""
    given = sorted({marks[option] for marks, _ in box.valid})
    return {
        "option": option,
        "is_zero_option": option == box.settings["zero_option"],
        "sum": box.total(option),
        "highest": _highest(box, option),
        "strong": _strong(box, option),
        "marks": [{"mark": mark, "ballots": box.having(option, mark)} for mark in given],
    }


def _explanation(box: Box, standings: tuple[Standing, ...]) -> tuple[Sentence, ...]:
    line = N_("%(option)s: %(sum)s. Het hoogste cijfer was %(highest)s.")
    return (
        say(N_("We tellen van elke keuze de weerstand van iedereen op. De laagste som wint.")),
        *(
            say(
                line,
                option=box.labels[standing.option],
                sum=standing.value,
                highest=_highest(box, standing.option),
            )
            for standing in standings
        ),
        *_tie_words(box, standings),
    )


def _tie_words(box: Box, standings: tuple[Standing, ...]) -> tuple[Sentence, ...]:
    """What told equal sums apart, where the win hung on it."""
    level = [standing.option for standing in standings if standing.value == standings[0].value]
    if len(level) == 1:
        return ()
    said = [say(N_("Bij een gelijke som wint de keuze waarvan het hoogste cijfer lager is."))]
    lowest = min(_highest(box, option) for option in level)
    if sum(_highest(box, option) == lowest for option in level) > 1:
        text = N_(
            "Is ook dat gelijk, dan wint de keuze met minder cijfers van %(strong)s of hoger."
        )
        said.append(say(text, strong=-(-4 * box.settings["max"] // 5)))
    return tuple(said)


def _conclusion(
    box: Box, standings: tuple[Standing, ...], level: tuple[str, ...]
) -> tuple[Sentence, ...]:
    if len(level) > 1:
        text = N_("Ook dan is het gelijk tussen: %(options)s. Er is nog niets gekozen.")
        return (say(text, options=box.listed(level)),)
    text = N_("%(option)s stuit op de minste weerstand en is gekozen.")
    return (say(text, option=box.labels[level[0]]),)


METHOD = Method(
    key="resistance",
    name=N_("De minste weerstand"),
    weakness=N_("Het kiest wat het minst stoort. Dat is soms een flauw plan."),
    check=check,
    tally=tally,
    settings=settings,
    accept=accept,
    shape="grades",
    purpose="objection",
    names_option="zero_option",
    named_option=N_("We laten het zoals het is"),
    least_wins=True,
    counted_in=N_("Weerstand (laag is goed)"),
)
