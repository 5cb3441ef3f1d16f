"""What goes in: head counts per value of each attribute, and the settings of the method."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Count:
    """How many people (or households), and how many of them were heard."""

    members: int = 0
    heard: int = 0


@dataclass(frozen=True)
class Value:
    """One value of an attribute: how many people (or households) have it, and were heard."""

    value: str
    members: int
    heard: int


@dataclass(frozen=True)
class CountedAttribute:
    """An attribute as it was frozen when the decision opened.

    `ordered` values merge with a neighbour. With `multiple`, a person may have several values, and
    `known` says how many answered at all. `unknown` left it blank. `base` is the number of units
    when they are not the members (households). `provisional` says that some units are unknown, so
    that no flag is certain. `k` replaces the smallest cell of the settings for this attribute.
    """

    name: str
    values: tuple[Value, ...]
    ordered: bool = False
    multiple: bool = False
    known: Count | None = None
    unknown: Count = Count()
    base: int | None = None
    provisional: bool = False
    k: int | None = None

    @property
    def declared(self) -> Count:
        """N and n: those who answered, and how many of them were heard."""
        if self.known is not None:
            return self.known
        return Count(
            sum(value.members for value in self.values), sum(value.heard for value in self.values)
        )


@dataclass(frozen=True)
class Settings:
    """The method's settings, as exact fractions.

    `k` smallest cell (people); `alpha` familywise error; `ratio` share of E under which a group
    counts as less heard; `watch` limit of p_adj for a watch; `rho` the gap that non-inferiority
    rules out, `beta` the limit of its p; `cover` share of the base that must have answered.
    """

    k: int = 5
    alpha: Fraction = Fraction(5, 100)
    ratio: Fraction = Fraction(80, 100)
    watch: Fraction = Fraction(30, 100)
    rho: Fraction = Fraction(50, 100)
    beta: Fraction = Fraction(10, 100)
    cover: Fraction = Fraction(50, 100)


DEFAULTS = Settings()
"""Settled by simulation: of looks at a fair process at most 5 % raise a flag, at any size."""


@dataclass(frozen=True)
class Counts:
    """One decision at one look: the members in its base and their attributes."""

    members: int
    attributes: tuple[CountedAttribute, ...]
    settings: Settings = DEFAULTS
