"""Disclosure: what of a row a facilitator, a member, or a visitor without an account sees."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from representation.rows import Evidence, GroupRow, Verdict, VerdictReason
from representation.shares import Share, exact, nearest, rounded
from representation.tables import Table

MEMBERS_K = 10
"""The smallest cell, in people, of which anybody but a facilitator is told."""
_MOST_WATCHES = 3
SMALL_CIRCLE = 20
"""With fewer people on the roll there are no groups at all."""


class Viewer(StrEnum):
    """Who looks at a panel."""

    FACILITATOR = "facilitator"
    """Sees exact counts and p-values, of what is not sensitive."""
    MEMBER = "member"
    """Sees rounded shares and verdicts."""
    VISITOR = "visitor"
    """Has no account, and sees nothing of sensitive attributes."""


@dataclass(frozen=True)
class Disclosed:
    """What one viewer may see of a row; what she may not see is not in it.

    `expected` is the fair share in whole people. `blank` left the attribute blank and
    `blank_heard` of them were heard: None when they are few. `known` of `base` answered, said
    only when too few did. Only a facilitator has `expected`, `table` and `evidence`, and only of
    an attribute that is not sensitive.
    """

    viewer: Viewer
    attribute: str
    value: str
    merged: tuple[str, ...]
    verdict: Verdict
    reason: VerdictReason | None = None
    robust: bool = True
    slightly_less: bool = False
    known: int | None = None
    base: int = 0
    blank: int | None = None
    blank_heard: int | None = None
    share: Share | None = None
    expected: int | None = None
    table: Table | None = None
    evidence: Evidence | None = None


def panel(
    rows: Sequence[GroupRow], viewer: Viewer, sensitive: Collection[str] = ()
) -> list[Disclosed]:
    """The rows in the order of the panel: flags, then at most three to watch, then the rest.

    `sensitive` are names of attributes. Exact viewers see the largest shortfall in people first;
    for the others the order says nothing more than the verdicts do.
    """
    watched = sorted(
        (row for row in rows if row.verdict is Verdict.WATCH), key=_shortfall, reverse=True
    )[:_MOST_WATCHES]
    shown = []
    for row in rows:
        kept = row if row.verdict is not Verdict.WATCH or row in watched else _as_unclear(row)
        disclosed = disclose(kept, viewer, row.attribute in sensitive)
        if disclosed is not None:
            shown.append(disclosed)
    return sorted(shown, key=_place)


def disclose(row: GroupRow, viewer: Viewer, sensitive: bool = False) -> Disclosed | None:
    """What the viewer may see of the row; None when she may not know that it is there.

    Members, and everybody for sensitive attributes, need the family of k = 10: raises ValueError
    for a row of smaller cells.
    """
    if sensitive and viewer is Viewer.VISITOR:
        return None
    bare = Disclosed(viewer, row.attribute, row.value, row.merged, row.verdict, row.reason)
    if row.table is None:
        return bare
    in_full = viewer is Viewer.FACILITATOR and not sensitive
    if not in_full and row.k < MEMBERS_K:
        raise ValueError(f"these rows were made for cells of {row.k}, not of {MEMBERS_K}")
    common = replace(
        bare,
        robust=row.robust is not False,
        known=row.table.N if row.reason is VerdictReason.COVERAGE else None,
        base=row.base,
        blank=_unless_few(row.unknown.members, row.k),
        blank_heard=_unless_few(row.unknown.heard, row.k),
        share=exact(row.table) if in_full else rounded(row.table),
    )
    if viewer is not Viewer.FACILITATOR:
        return _for_members(common, row)
    if sensitive:
        return common
    return replace(
        common,
        slightly_less=row.evidence is not None and row.evidence.slightly_less,
        expected=nearest(row.table.expected.numerator, row.table.expected.denominator),
        table=row.table,
        evidence=row.evidence,
    )


def _for_members(shown: Disclosed, row: GroupRow) -> Disclosed:
    """Missing reads as underheard, watch as unclear; nobody and everybody do not show."""
    if row.verdict.is_flag:
        return replace(shown, verdict=Verdict.UNDERHEARD)
    if row.verdict is Verdict.WATCH:
        return replace(shown, verdict=Verdict.UNCLEAR, reason=VerdictReason.BETWEEN)
    if row.reason is VerdictReason.EVERYBODY:
        return replace(shown, reason=None)
    if row.reason is VerdictReason.NOBODY_YET and row.unknown.heard:
        return replace(shown, reason=VerdictReason.TOO_SMALL)
    return shown


def is_small_circle(members: int, rows: Sequence[GroupRow]) -> bool:
    """Are there no group rows at all? Fewer than 20 on the roll, or nothing that can be judged."""
    return members < SMALL_CIRCLE or all(
        row.verdict is Verdict.HIDDEN or row.reason is VerdictReason.TOO_SMALL for row in rows
    )


def _unless_few(number: int, k: int) -> int | None:
    return None if 0 < number < k else number


def _as_unclear(row: GroupRow) -> GroupRow:
    return replace(row, verdict=Verdict.UNCLEAR, reason=VerdictReason.BETWEEN)


def _shortfall(row: GroupRow) -> float:
    return float(row.table.shortfall) if row.table else 0.0


def _place(shown: Disclosed) -> tuple[int, float]:
    first = 0 if shown.verdict.is_flag else 1 if shown.verdict is Verdict.WATCH else 2
    return first, -float(shown.table.shortfall) if shown.table else 0.0
