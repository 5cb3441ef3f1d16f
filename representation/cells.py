"""Small cells are merged before anything is tested or shown, so that subtraction finds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

OTHERS = "anders"
"""What small values of an attribute are called together."""


@dataclass(frozen=True)
class Cell:
    """A group that is shown as one: its people, how many of them were heard, and what it is made
    of.

    `heard` may be a sum of scores instead; `merged` are the values in it.
    """

    label: str
    members: int
    heard: int
    merged: tuple[str, ...]


def merge(cells: Sequence[Cell], k: int, ordered: bool = False) -> tuple[Cell, ...]:
    """The cells that may be shown: none below `k` people, and at least two, else none at all.

    `ordered` cells join a neighbour, all others go together as OTHERS, which comes last. Cells
    without people are left out.
    """
    filled = [cell for cell in cells if cell.members]
    merged = _neighbours_joined(filled, k) if ordered else _others_joined(filled, k)
    if len(merged) < 2 or any(cell.members < k for cell in merged):
        return ()
    return tuple(merged)


def _others_joined(cells: list[Cell], k: int) -> list[Cell]:
    if all(cell.members >= k for cell in cells):
        return cells
    # A value that is called "anders" itself goes along, or two rows would have one name.
    small = [cell for cell in cells if cell.members < k or cell.label == OTHERS]
    shown = [cell for cell in cells if cell not in small]
    if sum(cell.members for cell in small) < k and shown:
        taken = min(shown, key=lambda cell: (cell.members, cell.label))
        shown.remove(taken)
        small.append(taken)
    return [*shown, _joined(OTHERS, small)]


def _neighbours_joined(cells: list[Cell], k: int) -> list[Cell]:
    cells = list(cells)
    while len(cells) > 1 and min(cell.members for cell in cells) < k:
        smallest = min(range(len(cells)), key=lambda place: cells[place].members)
        sides = [place for place in (smallest - 1, smallest + 1) if 0 <= place < len(cells)]
        other = min(sides, key=lambda place: cells[place].members)
        first = min(smallest, other)
        pair = cells[first : first + 2]
        cells[first : first + 2] = [_joined(" + ".join(cell.label for cell in pair), pair)]
    return cells


def _joined(label: str, cells: Sequence[Cell]) -> Cell:
    return Cell(
        label,
        sum(cell.members for cell in cells),
        sum(cell.heard for cell in cells),
        tuple(value for cell in cells for value in cell.merged),
    )
