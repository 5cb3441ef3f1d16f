"""The fate of an option in the rounds of a count, and what first choices alone would say."""

from fractions import Fraction
from typing import Literal

from voting.pictures.bars import Bars, OptionBar, share_of, together
from voting.results import Result
from voting.values import Struct


class Fate(Struct, frozen=True):
    """Chosen or out in a round, or still there at the end."""

    state: Literal["chosen", "out", "stays"]
    round: int


class FirstChoices(Struct, frozen=True):
    """The first round on its own, by votes, and who is ahead in it."""

    bars: Bars
    ahead: tuple[str, ...]


def fate_of(result: Result, option: str) -> Fate:
    """What became of this option, by the first round in which anything did."""
    for stage in result.rounds:
        if option in stage.elected:
            return Fate("chosen", stage.stage)
        if option in stage.eliminated:
            return Fate("out", stage.stage)
    return Fate("stays", len(result.rounds))


def gone_of(result: Result) -> tuple[Fraction, ...]:
    """In every round: the votes without a next option, and what was lost in rounding."""
    if not result.rounds:
        return ()
    totals = [together(stage.values.values()) for stage in result.rounds]
    return tuple(totals[0] - total for total in totals)


def first_choices(result: Result) -> FirstChoices:
    """What a plain vote counts of ballots that rank."""
    votes = result.rounds[0].values
    most = max(votes.values())
    ahead = tuple(option for option, number in votes.items() if number == most)
    rows = tuple(
        OptionBar(
            option=option,
            number=votes[option],
            voters=int(votes[option]),
            width=share_of(votes[option], most),
            state="" if option not in ahead else "chosen" if len(ahead) == 1 else "level",
        )
        for option in sorted(votes, key=lambda option: -Fraction(votes[option]))
    )
    return FirstChoices(Bars(rows, None), ahead)
