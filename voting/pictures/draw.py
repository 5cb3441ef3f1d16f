"""The draw: every key as a place on a line, the lowest first."""

from collections.abc import Mapping, Sequence

from voting.values import Struct

WIDTH, MARGIN, MIDDLE = 360.0, 8.0, 12.0
DIGITS = 8
SHOWN = 12


class Drawn(Struct, frozen=True):
    """One option: its place in the order, its whole key, and where that stands on the line."""

    place: int
    option: str
    key: str
    x: float

    @property
    def begin(self) -> str:
        """The first digits, in groups of four, enough to compare by eye."""
        return " ".join(self.key[at : at + 4] for at in range(0, SHOWN, 4))


def draw_of(draw: Sequence[Mapping[str, str]]) -> tuple[Drawn, ...]:
    """`draw` are `{"option", "key"}` in the order of the lot; keys are hexadecimal."""
    room = WIDTH - 2 * MARGIN
    return tuple(
        Drawn(
            place=place,
            option=row["option"],
            key=row["key"],
            x=round(MARGIN + room * int(row["key"][:DIGITS], 16) / 16**DIGITS, 2),
        )
        for place, row in enumerate(draw, start=1)
    )
