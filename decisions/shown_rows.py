"""The rows of a look as they are kept, and which of their figures may follow the ones before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from representation import Count, Evidence, Reason, Row, Table, Verdict

ENOUGH = 5
"""A group's figures change only when at least so many of its people did."""


@dataclass(frozen=True)
class ShownRow:
    """A verdict with the figures that may be shown, which can be older than the verdict."""

    row: Row
    as_of: datetime

    @property
    def key(self) -> tuple[str, str]:
        return self.row.attribute, self.row.value


def steady(rows: Sequence[Row], before: Sequence[ShownRow], at: datetime) -> list[ShownRow]:
    """The new rows, with the older figures wherever too few people of a group changed.

    Where a withdrawn answer would merge an attribute's cells anew, its rows wait as they were.
    """
    shown_before = {one.key: one for one in before}
    groups_before, groups = _groups(one.row for one in before), _groups(rows)
    moved = {name for name in groups if groups_before.get(name, groups[name]) != groups[name]}
    waiting = [one for one in before if one.row.attribute in moved]
    fresh = [
        _held(row, shown_before.get((row.attribute, row.value)), at)
        for row in rows
        if row.attribute not in moved
    ]
    order = {name: place for place, name in enumerate(groups)}
    return sorted([*fresh, *waiting], key=lambda one: order[one.row.attribute])


def as_json(shown: ShownRow) -> dict[str, Any]:
    kept = asdict(shown.row)
    return kept | {"as_of": shown.as_of.isoformat()}


def from_json(kept: dict[str, Any]) -> ShownRow:
    evidence = kept["evidence"]
    return ShownRow(
        Row(
            attribute=kept["attribute"],
            value=kept["value"],
            verdict=Verdict(kept["verdict"]),
            reason=Reason(kept["reason"]) if kept["reason"] else None,
            merged=tuple(kept["merged"]),
            k=kept["k"],
            base=kept["base"],
            unknown=Count(**kept["unknown"]),
            table=Table(**kept["table"]) if kept["table"] else None,
            evidence=Evidence(**evidence | {"band": tuple(evidence["band"])}) if evidence else None,
            tipping=kept["tipping"],
            robust=kept["robust"],
        ),
        datetime.fromisoformat(kept["as_of"]),
    )


def _groups(rows: Any) -> dict[str, set[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        groups[row.attribute].add(row.value)
    return groups


def _held(row: Row, before: ShownRow | None, at: datetime) -> ShownRow:
    old = before.row.table if before else None
    if before is None or old is None or row.table is None:
        return ShownRow(row, at)
    changed = abs(row.table.x - old.x) + abs(row.table.K - old.K)
    if not 0 < changed < ENOUGH:
        return ShownRow(row, at)
    figures = replace(row, table=old, evidence=before.row.evidence, unknown=before.row.unknown)
    return ShownRow(figures, before.as_of)
