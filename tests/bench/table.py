"""The table at the end: what was measured, the floor beside it, and whether it is enough."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTHS = (44, 12, 12, 7, 12, 5)


@dataclass(frozen=True)
class Measurement:
    """One measurement; without a target it only informs."""

    what: str
    value: float
    unit: str = ""
    floor: float | None = None
    at_least: float | None = None
    """The target as a share of the floor."""
    at_most: float | None = None
    digits: int = 0

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def falls_short(self) -> bool:
        too_slow = self.at_least is not None and (self.ratio or 0.0) < self.at_least
        too_much = self.at_most is not None and self.value > self.at_most
        return too_slow or too_much

    def cells(self) -> tuple[str, ...]:
        """As it stands in the table."""
        ratio, target = self.ratio, ""
        if self.at_least is not None:
            target = f"≥ {self.at_least:g} ×"
        if self.at_most is not None:
            target = f"≤ {self.at_most:g}"
        return (
            self.what,
            self._number(self.value),
            self._number(self.floor) if self.floor is not None else "",
            f"{ratio:.2f}" if ratio is not None else "",
            target,
            "SHORT" if self.falls_short else "ok" if target else "",
        )

    def _number(self, value: float) -> str:
        return f"{value:,.{self.digits}f} {self.unit}".strip()


def show(title: str, rows: Sequence[Measurement]) -> None:
    """Print the rows under their headings."""
    headings = (title, "measured", "floor", "ratio", "target", "")
    print()
    for cells in (headings, *(row.cells() for row in rows)):
        first, *others = zip(cells, WIDTHS, strict=True)
        line = [f"{first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in others)]
        print(" ".join(line).rstrip(), flush=True)
