"""How marks are spread: a column for each mark, and the steps of a thermometer."""

from collections.abc import Mapping, Sequence
from typing import Any

from voting.pictures.bars import share_of
from voting.values import Struct

_PITCH, _HEIGHT, _GAP = 24.0, 44.0, 3.0
_MOST_COLUMNS = 11


class Column(Struct, frozen=True):
    """The ballots with one mark, or with one of a few that stand together."""

    low: int
    high: int
    ballots: int
    x: float
    y: float
    width: float
    height: float


class Spread(Struct, frozen=True):
    """The columns of one option from the lowest mark to the highest."""

    view_box: str
    columns: tuple[Column, ...]
    highest: int


class Level(Struct, frozen=True):
    """One step of a thermometer: its bar, and where it lies among all answers, in per cent."""

    step: int
    ballots: int
    width: float
    start: float
    share: float


def tallest_of(rows: Sequence[Mapping[str, Any]]) -> int:
    """The most ballots that gave one option the same mark."""
    return max((mark["ballots"] for row in rows for mark in row["marks"]), default=0)


def spread_of(marks: Sequence[Mapping[str, Any]], most: int, tallest: int) -> Spread:
    """`marks` are `{"mark", "ballots"}`; `tallest` is the number that a full column stands for."""
    size = -(-(most + 1) // _MOST_COLUMNS)
    counts = [0] * -(-(most + 1) // size)
    for row in marks:
        counts[row["mark"] // size] += row["ballots"]
    columns = tuple(
        Column(
            low=place * size,
            high=min(most, (place + 1) * size - 1),
            ballots=ballots,
            x=place * _PITCH + _GAP / 2,
            y=round(_HEIGHT - _tall(ballots, tallest), 2),
            width=_PITCH - _GAP,
            height=_tall(ballots, tallest),
        )
        for place, ballots in enumerate(counts)
    )
    return Spread(f"0 0 {len(counts) * _PITCH:g} {_HEIGHT:g}", columns, max(counts, default=0))


def _tall(ballots: int, tallest: int) -> float:
    """One ballot is seen however many the tallest stands for."""
    if not ballots or not tallest:
        return 0.0
    return round(max(2.0, (_HEIGHT - 2) * ballots / tallest), 2)


def levels_of(counts: Sequence[int]) -> tuple[Level, ...]:
    """The steps from 1 up."""
    total, longest = sum(counts), max(counts, default=0)
    before = 0
    rows = []
    for step, ballots in enumerate(counts, start=1):
        rows.append(
            Level(
                step=step,
                ballots=ballots,
                width=share_of(ballots, longest),
                start=share_of(before, total),
                share=share_of(ballots, total),
            )
        )
        before += ballots
    return tuple(rows)
