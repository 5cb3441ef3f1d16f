"""The rows of a look as they are kept, and which of their figures may follow the ones before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from plumbing.values import Struct, replace, to_builtins
from representation import Count, Evidence, GroupRow, Table, Verdict, VerdictReason

Key = tuple[str, str]
"""Attribute and value."""
ENOUGH = 5
"""A group's figures change only when at least so many of its people did."""


class ShownRow(Struct, frozen=True):
    """A verdict with the figures that may be shown, which can be older than the verdict."""

    row: GroupRow
    as_of: datetime

    @property
    def key(self) -> Key:
        return self.row.attribute, self.row.value


def steady(rows: Sequence[GroupRow], before: Sequence[ShownRow], at: datetime) -> list[ShownRow]:
    """The new rows, with the older figures wherever too few people of a group changed.

    Where a withdrawn answer would merge an attribute's cells anew, its rows wait as they were.
    """
    shown_before = {one.key: one for one in before}
    groups_before, groups = _groups(one.row for one in before), _groups(rows)
    moved = {name for name in groups if groups_before.get(name, groups[name]) != groups[name]}
    waiting = [one for one in before if one.row.attribute in moved]
    waits = _waiting(rows, shown_before)
    fresh = [
        _as_before(row, shown_before[key]) if key in waits else ShownRow(row, at)
        for row in rows
        if row.attribute not in moved and (key := (row.attribute, row.value))
    ]
    order = {name: place for place, name in enumerate(groups)}
    return sorted([*fresh, *waiting], key=lambda one: order[one.row.attribute])


def as_json(shown: ShownRow) -> dict[str, Any]:
    kept: dict[str, Any] = to_builtins(shown.row)
    return kept | {"as_of": shown.as_of.isoformat()}


def from_json(kept: dict[str, Any]) -> ShownRow:
    evidence = kept["evidence"]
    return ShownRow(
        GroupRow(
            attribute=kept["attribute"],
            value=kept["value"],
            verdict=Verdict(kept["verdict"]),
            reason=VerdictReason(kept["reason"]) if kept["reason"] else None,
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


def _waiting(rows: Sequence[GroupRow], before: Mapping[Key, ShownRow]) -> set[Key]:
    """The groups whose figures stay as they were."""
    changes: defaultdict[str, dict[Key, int]] = defaultdict(dict)
    for row in rows:
        key = (row.attribute, row.value)
        old = before[key].row.table if key in before else None
        if old is not None and row.table is not None:
            changes[row.attribute][key] = abs(row.table.x - old.x) + abs(row.table.K - old.K)
    return {key for changed in changes.values() for key in _too_few(changed)}


def _too_few(changed: dict[Key, int]) -> set[Key]:
    """Groups in which too few people changed.

    The whole attribute's total is no secret, so a group that waits alone could be subtracted from
    it. Others wait along until enough people changed among those that do.
    """
    waits = {key for key, people in changed.items() if 0 < people < ENOUGH}
    others = sorted(
        (key for key in changed if changed[key] >= ENOUGH), key=lambda key: changed[key]
    )
    while 0 < sum(changed[key] for key in waits) < ENOUGH:
        if not others:
            return set(changed)
        waits.add(others.pop(0))
    return waits


def _as_before(row: GroupRow, before: ShownRow) -> ShownRow:
    old = before.row.table
    figures = replace(row, table=old, evidence=before.row.evidence, unknown=before.row.unknown)
    return ShownRow(figures, before.as_of)
