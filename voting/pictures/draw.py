"""The draw: every key as a place on a line, the lowest first."""

from collections.abc import Mapping, Sequence

from voting.values import Struct

_WIDTH, _MARGIN = 360.0, 8.0
_DIGITS = 8
_SHOWN = 12


class Drawn(Struct, frozen=True):
    """One option: its place in the order, its whole key, and where that stands on the line."""

    place: int
    option: str
    key: str
    x: float

    @property
    def begin(self) -> str:
        """The first digits, in groups of four, enough to compare by eye."""
        return " ".join(self.key[at : at + 4] for at in range(0, _SHOWN, 4))


def draw_of(draw: Sequence[Mapping[str, str]]) -> tuple[Drawn, ...]:
    """`draw` are `{"option", "key"}` in the order of the lot; keys are hexadecimal."""
    room = _WIDTH - 2 * _MARGIN
    return tuple(
        Drawn(
            place=place,
            option=row["option"],
            key=row["key"],
            x=round(_MARGIN + room * int(row["key"][:_DIGITS], 16) / 16**_DIGITS, 2),
        )
        for place, row in enumerate(draw, start=1)
    )
