"""Groups by a score of each of their people, judged as one family by the sum of the scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from representation.cells import Cell, merge
from representation.counts import Settings
from representation.drawn import Chance, chances
from representation.holm import adjusted, at_most
from representation.rows import Verdict, VerdictReason


@dataclass(frozen=True)
class ScoredAttribute:
    """The scores of the people with each value; as in an Attribute, they may have several.

    `known` are the scores of everybody who answered, only with `multiple`; `unknown` is how many
    left it blank.
    """

    name: str
    values: Mapping[str, tuple[int, ...]]
    ordered: bool = False
    multiple: bool = False
    known: tuple[int, ...] = ()
    unknown: int = 0
    k: int | None = None

    @property
    def everybody(self) -> tuple[int, ...]:
        """The scores of all who answered, each person once."""
        if self.multiple:
            return self.known
        return tuple(score for scores in self.values.values() for score in scores)


@dataclass(frozen=True)
class ScoreRow:
    """K of N people, the sum of their scores, what is expected of it, and the verdict.

    `underheard` is a flag; `unclear` says nothing. A hidden row has no numbers.
    """

    attribute: str
    value: str
    merged: tuple[str, ...]
    verdict: Verdict = Verdict.HIDDEN
    reason: VerdictReason | None = VerdictReason.TOO_FEW_PEOPLE
    N: int = 0
    K: int = 0
    total: int = 0
    expected: Fraction = Fraction(0)
    p: float = 1.0
    p_adj: float = 1.0


@dataclass(frozen=True)
class _ScoredGroup:
    """A group on its way through the family; with its `chance` when it is in it."""

    row: ScoreRow
    chance: Chance | None = None

    @property
    def p(self) -> float:
        return self.chance.lower_tail(self.row.total) if self.chance else 1.0


def judge_scores(
    attributes: Sequence[ScoredAttribute],
    settings: Settings,
    exact_up_to: int,
    ratio: Fraction | None = None,
) -> list[ScoreRow]:
    """A row per group: is the sum of its scores too low to be chance, and below `ratio`?

    Exact up to `exact_up_to` people who answered; above that by the normal approximation. `ratio`
    is the share of the expected sum, None to ask for none. Source: the permutation test of a sum,
    with Westfall and Troendle's discrete Holm over all groups.
    """
    groups = [
        group for attribute in attributes for group in _groups_of(attribute, settings, exact_up_to)
    ]
    family = [group for group in groups if group.chance]
    p = [group.p for group in family]
    corrected = iter(adjusted(p, [group.chance for group in family if group.chance]))
    return [
        _judged(group, next(corrected), settings, ratio) if group.chance else group.row
        for group in groups
    ]


def _groups_of(
    attribute: ScoredAttribute, settings: Settings, exact_up_to: int
) -> list[_ScoredGroup]:
    k = settings.k if attribute.k is None else attribute.k
    everybody = attribute.everybody
    listed = [
        Cell(value, len(scores), sum(scores), (value,))
        for value, scores in attribute.values.items()
    ]
    cells = listed if attribute.multiple else merge(listed, k, attribute.ordered)
    shown = [cell for cell in cells if k <= cell.members <= len(everybody) - k]
    covered = len(everybody) >= settings.cover * (len(everybody) + attribute.unknown)
    possible = chances(everybody, {cell.members for cell in shown}, exact_up_to) if covered else {}
    return [
        _ScoredGroup(_opened(attribute, cell), possible.get(cell.members))
        if cell in shown
        else _ScoredGroup(ScoreRow(attribute.name, cell.label, cell.merged))
        for cell in cells or listed
    ]


def _opened(attribute: ScoredAttribute, cell: Cell) -> ScoreRow:
    everybody = attribute.everybody
    return ScoreRow(
        attribute.name,
        cell.label,
        cell.merged,
        Verdict.UNCLEAR,
        VerdictReason.COVERAGE,
        N=len(everybody),
        K=cell.members,
        total=cell.heard,
        expected=Fraction(cell.members * sum(everybody), len(everybody)),
    )


def _judged(
    group: _ScoredGroup, p_adj: float, settings: Settings, ratio: Fraction | None
) -> ScoreRow:
    row = replace(group.row, reason=VerdictReason.BETWEEN, p=group.p, p_adj=p_adj)
    few = ratio is None or row.total <= ratio * row.expected
    if few and at_most(p_adj, settings.alpha):
        return replace(row, verdict=Verdict.UNDERHEARD, reason=None)
    return row
