"""An election that is ready to be counted: the valid ballots, and how many others there were."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Ballot = dict[str, Any]
Outcome = dict[str, Any]


@dataclass
class Case:
    """Options in the order of the file; `ballots` holds the valid ones only."""

    options: list[str]
    costs: dict[str, Fraction]
    ballots: list[Ballot]
    blank: int
    cast: int
    roll: int
    present: int | None
    settings: dict[str, Any]

    def setting(self, name: str, default: Any) -> Any:
        return self.settings.get(name, default)

    def total(self, option: str) -> int:
        return sum(ballot.get(option, 0) for ballot in self.ballots)

    def marked(self, option: str) -> int:
        return sum(option in ballot for ballot in self.ballots)

    def positive(self, option: str) -> int:
        return sum(ballot.get(option, 0) > 0 for ballot in self.ballots)


def places(options: list[str], key: Callable[[str], Any]) -> dict[str, int]:
    """1, 1, 3: one more than the number of options with a smaller key."""
    return {option: 1 + sum(key(other) < key(option) for other in options) for option in options}


def in_order(options: list[str], key: Callable[[str], Any]) -> list[str]:
    """By key, and by the order of the file where that is equal."""
    return sorted(options, key=lambda option: (key(option), options.index(option)))


def across(
    eligible: list[str], key: Callable[[str], Any], winners: int
) -> tuple[list[str], list[str]]:
    """Those who certainly win, and those who are equal across the cut-off line."""
    ordered = in_order(eligible, key)
    if len(ordered) <= winners or key(ordered[winners - 1]) < key(ordered[winners]):
        return ordered[:winners], []
    line = key(ordered[winners])
    return (
        [option for option in ordered if key(option) < line],
        [option for option in ordered if key(option) == line],
    )
