"""The table of verdicts, in its order: the first condition that holds decides."""

from fractions import Fraction

from representation.counts import Settings
from representation.holm import at_most
from representation.rows import Evidence, Verdict, VerdictReason
from representation.tables import Table


def without_test(
    table: Table, base: int, settings: Settings
) -> tuple[Verdict, VerdictReason] | None:
    """The verdict of a group that needs no test; None when it belongs to the family."""
    if table.n == 0:
        return Verdict.UNCLEAR, VerdictReason.NOBODY_YET
    if table.n == table.N:
        return Verdict.HEARD, VerdictReason.EVERYBODY
    if Fraction(table.N) < settings.cover * base:
        return Verdict.UNCLEAR, VerdictReason.COVERAGE
    return None


def after_test(
    table: Table, evidence: Evidence, reachable: float, settings: Settings
) -> tuple[Verdict, VerdictReason | None]:
    """The verdict of a tested group.

    `reachable` is how low the adjusted p-value of this group could ever get: the sum over the
    family at the p-value of its lowest possible count.
    """
    if table.x <= settings.ratio * table.expected:
        if at_most(evidence.p_adj, settings.alpha):
            return (Verdict.UNDERHEARD if table.x else Verdict.MISSING), None
        if at_most(evidence.p_adj, settings.watch):
            return Verdict.WATCH, None
    elif at_most(evidence.p_noninferior, settings.beta):
        return Verdict.HEARD, None
    if _could_be_flagged(table, reachable, settings):
        return Verdict.UNCLEAR, VerdictReason.BETWEEN
    return Verdict.UNCLEAR, VerdictReason.TOO_SMALL


def _could_be_flagged(table: Table, reachable: float, settings: Settings) -> bool:
    low_enough = table.lowest <= settings.ratio * table.expected
    return low_enough and at_most(reachable, settings.alpha)
