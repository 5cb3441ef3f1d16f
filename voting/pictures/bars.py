"""Bars of options on one scale, with the line that had to be reached."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil
from typing import Any, Literal

from voting.results import Number, Result
from voting.thresholds import needed
from voting.values import Struct

BarState = Literal["chosen", "level", "through", ""]
"""What became of an option: it won, it is equal on the line, it goes on to a next round."""


class OptionBar(Struct, frozen=True):
    """One option: its number, and how long its bar is in per cent of the scale."""

    option: str
    number: Number
    voters: int
    width: float
    state: BarState


class Bars(Struct, frozen=True):
    """All options by place; `line` is where the number needed stands, in per cent."""

    rows: tuple[OptionBar, ...]
    line: float | None


def bars_of(
    result: Result,
    *,
    least: Number | None = None,
    scale: Number | None = None,
    certain_win: bool = False,
) -> Bars:
    """`scale` is what a full bar means, else the longest of all; see `state_of`."""
    numbers = [standing.value for standing in result.standings]
    longest = scale or max(Fraction(number) for number in (*numbers, least or 0))
    rows = tuple(
        OptionBar(
            option=standing.option,
            number=standing.value,
            voters=standing.voters,
            width=share_of(standing.value, longest),
            state=state_of(result, standing.option, certain_win=certain_win),
        )
        for standing in result.standings
    )
    return Bars(rows, None if least is None else share_of(least, longest))


def state_of(result: Result, option: str, *, certain_win: bool = False) -> BarState:
    """With `certain_win` who is ahead of a second round has won already."""
    if option in result.tied:
        return "through" if result.status == "run_off" else "level"
    if option not in result.winners:
        return ""
    return "through" if result.status == "run_off" and not certain_win else "chosen"


def share_of(part: Number, whole: Number) -> float:
    """A part in per cent of the whole, one decimal; nothing where there is no whole."""
    return round(float(100 * Fraction(part) / Fraction(whole)), 1) if whole else 0.0


def together(numbers: Iterable[Number]) -> Fraction:
    """Numbers of whatever kind, added up exactly."""
    return sum((Fraction(number) for number in numbers), Fraction(0))


def floor_of(result: Result, settings: Mapping[str, Any]) -> int | None:
    """The fewest ticks with which an option may win, where a floor was agreed on."""
    floor = settings.get("floor")
    return max(1, ceil(Fraction(floor) * result.ballots.valid)) if floor is not None else None


def threshold_of(result: Result, settings: Mapping[str, Any]) -> int | None:
    """The votes that an option needs, where more is asked than the most."""
    threshold = settings.get("threshold", "simple")
    return None if threshold == "simple" else needed(threshold, result.ballots.valid)
