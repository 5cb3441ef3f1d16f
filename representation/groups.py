"""The groups of an attribute that may be shown, each with its four counts."""

from dataclasses import replace

from representation.cells import Cell, merge
from representation.counts import CountedAttribute, Counts
from representation.rows import GroupRow, Verdict, VerdictReason
from representation.tables import Table


def groups_of(attribute: CountedAttribute, counts: Counts) -> list[GroupRow]:
    """One row per group, not yet judged; hidden ones carry no counts at all."""
    k = counts.settings.k if attribute.k is None else attribute.k
    bare = GroupRow(attribute.name, "", Verdict.HIDDEN, VerdictReason.TOO_FEW_PEOPLE, k=k)
    listed = [
        Cell(value.value, value.members, value.heard, (value.value,)) for value in attribute.values
    ]
    shown = listed if attribute.multiple else merge(listed, k, attribute.ordered)
    return [_row(bare, cell, attribute, counts) for cell in shown or listed]


def _row(bare: GroupRow, cell: Cell, attribute: CountedAttribute, counts: Counts) -> GroupRow:
    named = replace(bare, value=cell.label, merged=cell.merged)
    total = attribute.declared
    if not _can_be_shown(cell, total.members, bare.k):
        return named
    return replace(
        named,
        verdict=Verdict.UNCLEAR,
        reason=None,
        base=counts.members if attribute.base is None else attribute.base,
        unknown=attribute.unknown,
        table=Table(total.members, cell.members, total.heard, cell.heard),
    )


def _can_be_shown(cell: Cell, declared: int, k: int) -> bool:
    return cell.members >= k and declared - cell.members >= k
