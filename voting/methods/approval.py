"""Approval: everybody ticks each option that is fine, and the most ticks win.

Ticking a second option never hurts the first. A floor may be agreed on beforehand: an option then
needs at least that part of the ballots. Equal on the line between winning and not is reported as
a tie. As described by Steven Brams and Peter Fishburn (American Political Science Review, 1978).
"""

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from voting.ballots import Box, positive_marks, whole_marks
from voting.highest import outcome
from voting.method import Method
from voting.quorum import compared
from voting.refusals import InvalidBallot
from voting.results import Check, Standing, Tally
from voting.settings import Setting, share, whole
from voting.standings import rank
from voting.words import N_, NN_, Sentence, say, say_number


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """1 for every option that is fine; {} is blank. Raises InvalidBallot."""
    cleaned = positive_marks(whole_marks(marks, options))
    if not set(cleaned.values()) <= {1}:
        raise InvalidBallot(say(N_("Kruis een keuze één keer aan, of laat hem open.")))
    return cleaned


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `winners` is how many options win, 1 or more. `floor` is the share of the valid ballots that an
    option needs to win, from "0/1" to "1/1"; None asks for one tick.
    """
    return (Setting("winners", whole(1), 1), Setting("floor", share, None))


def tally(box: Box) -> Tally:
    """The value is the number of ballots that tick the option."""
    standings = rank(box.option_ids, box.voters, box.voters, lambda key: (box.voters(key),))
    least = _needed(box)
    return outcome(
        box,
        standings,
        eligible=tuple(standing for standing in standings if standing.value >= least),
        explanation=tuple(_explanation(box, standings, least)),
        checks=_floor_check(box, standings, least),
    )


def _needed(box: Box) -> int:
    """The fewest ticks with which an option may win; never none."""
    floor = box.settings["floor"]
    return 1 if floor is None else max(1, ceil(Fraction(floor) * box.numbers.valid))


def _explanation(box: Box, standings: tuple[Standing, ...], least: int) -> list[Sentence]:
    said = [say(N_("We tellen bij elke keuze hoeveel mensen die aankruisten."))]
    people = NN_("%(num)s mens", "%(num)s mensen")
    said += [
        say(
            N_("%(option)s: %(people)s van de %(valid)s."),
            option=box.labels[standing.option],
            people=say_number(people, int(standing.value)),
            valid=box.numbers.valid,
        )
        for standing in standings
    ]
    if box.settings["floor"] is not None:
        text = N_("Een keuze heeft ten minste %(share)s van de stemmen nodig: dat is %(needed)s.")
        said.append(say(text, share=box.settings["floor"], needed=least))
    return said


def _floor_check(box: Box, standings: tuple[Standing, ...], least: int) -> tuple[Check, ...]:
    if box.settings["floor"] is None:
        return ()
    most = standings[0].value
    votes = say_number(NN_("%(num)s stem", "%(num)s stemmen"), int(most))
    question = say(N_("Kreeg een keuze genoeg stemmen?"))
    return (Check(question, most >= least, compared(votes, least)),)


METHOD = Method(
    key="approval",
    name=N_("Aankruisen wat goed is"),
    weakness=N_("Je ziet niet wat mensen het állerliefst willen."),
    check=check,
    tally=tally,
    settings=settings,
    shape="several",
    counted_in=N_("Zoveel mensen kruisten het aan"),
)
