"""Score: everybody gives each option a mark, and the highest sum or mean wins.

With the sum an option without a mark has 0. With the mean only the marks given count, zeros
included, and an option must be rated by at least half of the ballots to win, so that two
enthusiasts cannot lift an option that nobody else knows. Also called range voting.
"""

from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import Any

from voting.ballots import Box, whole_marks
from voting.highest import outcome
from voting.method import Method
from voting.refusals import InvalidBallot
from voting.results import Number, Standing, Tally
from voting.settings import Setting, choice, whole
from voting.standings import rank
from voting.values import replace
from voting.words import N_, NN_, Sentence, say, say_number


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """A score from 0 up to `max`; {} is blank. Raises InvalidBallot."""
    return check_scores(marks, options, settings["max"])


def check_scores(
    marks: Mapping[str, object], options: Collection[str], most: int
) -> dict[str, int]:
    """The marks of a ballot from 0 to `most`. Raises InvalidBallot for any other."""
    cleaned = whole_marks(marks, options)
    if any(not 0 <= mark <= most for mark in cleaned.values()):
        raise InvalidBallot(
            say(N_("Geef bij elke keuze een cijfer van 0 tot %(most)s."), most=most)
        )
    return cleaned


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `max` is the highest mark, 1 or more; the lowest is 0. `winners` is how many options win, 1 or
    more. `aggregate` says whether their "sum" or their "mean" counts.
    """
    return (
        Setting("max", whole(1), 5),
        Setting("winners", whole(1), 1),
        Setting("aggregate", choice("sum", "mean"), "sum"),
    )


def tally(box: Box) -> Tally:
    """The value is the sum of the marks, or their mean."""
    return _tally_means(box) if box.settings["aggregate"] == "mean" else _tally_sums(box)


def _tally_sums(box: Box) -> Tally:
    standings = rank(box.option_ids, box.total, box.voters, lambda key: (box.total(key),))
    rule = say(N_("We tellen van elke keuze alle cijfers op. Geen cijfer is 0."))
    points = NN_("%(num)s punt", "%(num)s punten")
    lines = [
        say(
            N_("%(option)s: %(points)s."),
            option=box.labels[standing.option],
            points=say_number(points, int(standing.value)),
        )
        for standing in standings
    ]
    found = outcome(box, standings, eligible=standings, explanation=(rule, *lines))
    return replace(found, tables={"spread": spread(box, standings)})


def _tally_means(box: Box) -> Tally:
    """Those rated by too few come last and cannot win."""
    raters = {option: _rated(box, option) for option in box.option_ids}

    def enough(option: str) -> bool:
        return 2 * raters[option] >= box.numbers.valid

    def mean(option: str) -> Number:
        return Fraction(box.total(option), raters[option] or 1)

    standings = rank(
        box.option_ids, mean, raters.__getitem__, lambda key: (int(enough(key)), mean(key))
    )
    found = outcome(
        box,
        standings,
        eligible=tuple(standing for standing in standings if enough(standing.option)),
        explanation=tuple(_mean_words(box, standings, enough)),
    )
    return replace(found, tables={"spread": spread(box, standings)})


def _rated(box: Box, option: str) -> int:
    """How many valid ballots gave the option a mark, 0 included."""
    return sum(times for marks, times in box.valid if option in marks)


def spread(box: Box, standings: tuple[Standing, ...]) -> list[dict[str, object]]:
    """How the marks of every option are spread, only those that occur, and who gave none."""
    return [
        {
            "option": standing.option,
            "marks": [
                {"mark": mark, "ballots": box.having(standing.option, mark)}
                for mark in sorted(
                    {marks[standing.option] for marks, _ in box.valid if standing.option in marks}
                )
            ],
            "without": box.numbers.valid - _rated(box, standing.option),
        }
        for standing in standings
    ]


def _mean_words(
    box: Box, standings: tuple[Standing, ...], enough: Callable[[str], bool]
) -> list[Sentence]:
    said = [say(N_("We nemen van elke keuze het gemiddelde van de cijfers die mensen gaven."))]
    people = NN_("%(num)s mens", "%(num)s mensen")
    for standing in standings:
        total = box.total(standing.option)
        one, more = (
            (
                N_("%(option)s: %(points)s punt van %(people)s."),
                N_("%(option)s: %(points)s punten van %(people)s."),
            )
            if enough(standing.option)
            else (
                N_("%(option)s: %(points)s punt van %(people)s. Dat zijn te weinig mensen."),
                N_("%(option)s: %(points)s punten van %(people)s. Dat zijn te weinig mensen."),
            )
        )
        line = say(
            one if total == 1 else more,
            option=box.labels[standing.option],
            points=total,
            people=say_number(people, standing.voters),
        )
        said.append(line)
    return said


METHOD = Method(
    key="score",
    name=N_("Cijfers geven"),
    weakness=N_("Wie alleen heel hoge en heel lage cijfers geeft, weegt zwaarder."),
    check=check,
    tally=tally,
    settings=settings,
    shape="grades",
    counted_in=N_("Punten"),
)
