"""The report of a panel, for a reader at the command line."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from representation.rows import GroupRow, Verdict, VerdictReason
from representation.sentences import NO_SIGNAL

_VERDICTS = {
    Verdict.HIDDEN: "tonen we niet",
    Verdict.UNCLEAR: "dat weten we niet",
    Verdict.MISSING: "niets van gehoord",
    Verdict.UNDERHEARD: "minder van gehoord",
    Verdict.WATCH: "misschien minder",
    Verdict.HEARD: "ongeveer evenveel",
}
_REASONS = {
    VerdictReason.TOO_FEW_PEOPLE: "te weinig mensen",
    VerdictReason.NOBODY_YET: "nog niemand gehoord",
    VerdictReason.EVERYBODY: "iedereen gehoord",
    VerdictReason.COVERAGE: "te weinig mensen vulden dit in",
    VerdictReason.TOO_SMALL: "te klein om verschil te zien",
    VerdictReason.BETWEEN: "misschien toeval, misschien niet",
}


def lines(rows: Sequence[GroupRow]) -> Iterator[str]:
    """A block per attribute, a line per group, and the sentence that belongs under every panel."""
    width = max((len(row.value) for row in rows), default=0)
    for attribute, group in groupby(rows, key=lambda row: row.attribute):
        yield attribute
        for row in group:
            yield f"  {row.value:<{width}}  {_figures(row)}{_verdict(row)}"
    yield str(NO_SIGNAL)


def _verdict(row: GroupRow) -> str:
    words = _VERDICTS[row.verdict]
    if row.robust is False:
        return f"{words} (nog niet zeker)"
    if row.evidence is not None and row.evidence.slightly_less:
        return f"{words}, iets minder"
    return f"{words}: {_REASONS[row.reason]}" if row.reason else words


def _figures(row: GroupRow) -> str:
    if row.table is None:
        return ""
    table = row.table
    share = f"{table.x} van de {table.K}, eerlijk deel {float(table.expected):.1f}; "
    if row.evidence is None:
        return share
    return f"{share}p {row.evidence.p:.4f}, na correctie {row.evidence.p_adj:.4f}; "
