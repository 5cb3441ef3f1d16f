"""Schulze: every option is compared with every other, and the one nobody beats wins.

Everybody puts the options in order; equal places are fine, and an option left out comes last. A
beats B directly when more ballots put A above B than B above A. Where that goes round in a circle
the strongest path decides: a chain of such wins is as strong as its weakest link, counted in
ballots for the winning side. After Markus Schulze, "A new monotonic, clone-independent, reversal
symmetric, and Condorcet-consistent single-winner election method" (Social Choice and Welfare,
2011). "None of these" may be one of the options: what does not beat it directly is dropped first.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from voting.ballots import Box
from voting.elections import Election
from voting.method import Method
from voting.methods.schulze_words import conclusion, explanation
from voting.preferences.pairs import Pairs, above
from voting.preferences.rankings import check_ranks
from voting.refusals import InvalidSettings
from voting.results import Standing, Tally
from voting.settings import Setting, text
from voting.standings import at_place, by_place, level
from voting.words import N_, say


def settings(option_count: int) -> tuple[Setting, ...]:
    """`default_option` is the id of the option that all others have to beat, such as "none of
    these"; None where there is none.
    """
    return (Setting("default_option", text, None),)


def accept(election: Election, settings: Mapping[str, Any]) -> None:
    """Raises InvalidSettings where the default option is none of the options."""
    default = settings["default_option"]
    if default is not None and default not in election.option_ids:
        raise InvalidSettings("default_option", say(N_("Deze keuze staat er niet bij.")))


def tally(box: Box) -> Tally:
    """The value is how many options this one beats; `paths` are between those not dropped."""
    direct = above(box, lambda marks: _ranks(marks, box.option_ids))
    staying = _stay(direct, box.option_ids, box.settings["default_option"])
    paths = _strongest(direct, staying)
    standings = _places(box, paths) if box.numbers.valid else level(box.option_ids, 0)
    winners = at_place(standings, 1)
    tied = winners if len(winners) > 1 else ()
    return Tally(
        status="tied" if tied else "chosen",
        winners=winners,
        tied=tied,
        standings=standings,
        explanation=explanation(box, direct, paths, winners),
        conclusion=conclusion(box, winners),
        tables={"pairwise": direct, "paths": paths},
    )


def _places(box: Box, paths: Pairs) -> tuple[Standing, ...]:
    """The place is one more than how many options beat it."""
    beaten = {option: _beats(option, box.option_ids, paths) for option in box.option_ids}
    return by_place(
        [
            Standing(
                option=option,
                place=1 + sum(option in others for others in beaten.values()),
                value=len(beaten[option]),
                voters=box.voters(option),
            )
            for option in box.option_ids
        ]
    )


def _ranks(marks: Mapping[str, int], options: Sequence[str]) -> list[list[int]]:
    """Positions of the options by rank, those without one together at the end."""
    groups: dict[int, list[int]] = {}
    unranked = []
    for position, option in enumerate(options):
        if option in marks:
            groups.setdefault(marks[option], []).append(position)
        else:
            unranked.append(position)
    return [*(groups[rank] for rank in sorted(groups)), unranked]


def _stay(direct: Pairs, options: Sequence[str], default: str | None) -> tuple[str, ...]:
    """The options that beat the default one directly, and that one itself."""
    if default is None:
        return tuple(options)
    return tuple(o for o in options if o == default or direct[o][default] > direct[default][o])


def _strongest(direct: Pairs, options: Sequence[str]) -> Pairs:
    """For every pair the strongest path: the widest chain of direct wins, 0 where there is none."""
    paths = {
        one: {
            other: direct[one][other] if direct[one][other] > direct[other][one] else 0
            for other in options
            if other != one
        }
        for one in options
    }
    for via in options:
        onward = paths[via]
        for one in options:
            reach = 0 if one == via else paths[one][via]
            if reach:
                row = paths[one]
                for other, strength in onward.items():
                    if other != one and row[other] < strength and row[other] < reach:
                        row[other] = min(strength, reach)
    return paths


def _beats(option: str, options: Sequence[str], paths: Pairs) -> frozenset[str]:
    """An option that stays beats every dropped one; a dropped one beats nobody."""
    if option not in paths:
        return frozenset()
    return frozenset(
        other
        for other in options
        if other != option and (other not in paths or paths[option][other] > paths[other][option])
    )


METHOD = Method(
    key="schulze",
    name=N_("Twee aan twee vergelijken"),
    weakness=N_("Het tellen is lastig uit te leggen. De tabel met alle tweetallen staat erbij."),
    check=check_ranks,
    tally=tally,
    settings=settings,
    accept=accept,
    shape="order",
    names_option="default_option",
    counted_in=N_("Wint van zoveel andere keuzes"),
    writes=".toc",
)
