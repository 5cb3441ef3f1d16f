"""Do the members resemble the neighbourhood? Once a year, against published counts.

Never mixed with the question whether those who were heard resemble the members.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from representation.counts import DEFAULTS, Settings
from representation.holm import adjusted, at_most
from representation.hypergeometric import hypergeometric
from representation.rows import Verdict

_ROUNDING = Fraction(5, 2)
_DRIFT = Fraction(95, 100)


@dataclass(frozen=True)
class PublishedGroup:
    """Of a `population` the `published` number is in the group; of `members`, `in_group` are.

    All are people, or all are households.
    """

    group: str
    population: int
    published: int
    members: int
    in_group: int

    @property
    def lowest(self) -> int:
        """The least the published number can stand for: rounded to fives, and a year later.

        Statistics Netherlands rounds the numbers of a neighbourhood to fives; five per cent is left
        for people who moved since.
        """
        return max(0, (self.published - _ROUNDING) * _DRIFT // 1)

    @property
    def expected(self) -> Fraction:
        """How many members would be in the group at the neighbourhood's own share."""
        return Fraction(self.members * self.lowest, self.population)


@dataclass(frozen=True)
class NeighbourhoodRow:
    """A group with its verdict; p only when tested: not when the lowest number or `members` is 0.

    `source.in_group` may be below the smallest cell: whoever shows the row hides it then.
    """

    source: PublishedGroup
    verdict: Verdict = Verdict.UNCLEAR
    ratio: Fraction | None = None
    p: float | None = None
    p_adj: float | None = None


def judge_neighbourhood(
    groups: Sequence[PublishedGroup], settings: Settings = DEFAULTS
) -> list[NeighbourhoodRow]:
    """The groups that are rarer among the members than in the neighbourhood, as one family.

    `missing` and `underheard` are flags here too: at most `ratio` of what is expected, and p_adj ≤
    alpha. Raises ValueError when there are more members than people, or more of a group than there
    can be. Source: Fisher's exact test, lower tail, against the least the published number can
    stand for; Westfall and Troendle's discrete Holm over the groups.
    """
    for group in groups:
        _check(group)
    family = [group for group in groups if group.expected]
    chances = [hypergeometric(one.population, one.lowest, one.members) for one in family]
    p = [chance.lower_tail(one.in_group) for one, chance in zip(family, chances, strict=True)]
    tests = iter(zip(p, adjusted(p, chances), strict=True))
    return [
        _judged(group, *next(tests), settings) if group.expected else NeighbourhoodRow(group)
        for group in groups
    ]


def _judged(group: PublishedGroup, p: float, p_adj: float, settings: Settings) -> NeighbourhoodRow:
    row = NeighbourhoodRow(group, Verdict.UNCLEAR, group.in_group / group.expected, p, p_adj)
    if group.in_group > settings.ratio * group.expected or not at_most(p_adj, settings.alpha):
        return row
    return replace(row, verdict=Verdict.UNDERHEARD if group.in_group else Verdict.MISSING)


def _check(group: PublishedGroup) -> None:
    if not 0 <= group.members <= group.population or group.population < 1:
        raise ValueError("there are more members than people in the neighbourhood")
    if not 0 <= group.published <= group.population:
        raise ValueError(f"more people are published as {group.group} than there are")
    if not 0 <= group.in_group <= group.members:
        raise ValueError(f"more members are {group.group} than there are members")
