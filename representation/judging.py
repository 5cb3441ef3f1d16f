"""Judging, from head counts to verdicts: merge, test every group, correct for many, decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from representation import contradictions
from representation.counts import CountedAttribute, Counts, Settings
from representation.groups import groups_of
from representation.holm import adjusted, at_most, reachable
from representation.hypergeometric import Distribution, hypergeometric
from representation.rows import Evidence, GroupRow, Verdict
from representation.tables import Table, is_robust, p_noninferior, tipping
from representation.verdicts import after_test, without_test


@dataclass(frozen=True)
class _Candidate:
    """A group in the family of tests."""

    row: GroupRow
    table: Table
    provisional: bool
    chance: Distribution

    @property
    def p(self) -> float:
        return self.chance.lower_tail(self.table.x)


def judge(counts: Counts) -> list[GroupRow]:
    """The verdict on every group of every attribute at one look, as one family.

    Counts are people (or households). Rows stand in the order of the attributes and their values,
    merged ones where their first value stood and "anders" last. Raises InvalidCounts when the
    counts contradict each other. Source: Fisher's exact test, lower tail, for each group;
    Westfall and Troendle's discrete Holm over all of them.
    """
    contradictions.check(counts)
    groups = [
        group
        for attribute in counts.attributes
        for row in groups_of(attribute, counts)
        for group in [_entered(row, attribute, counts.settings)]
    ]
    judged = iter(_tested([one for one in groups if isinstance(one, _Candidate)], counts.settings))
    return [next(judged) if isinstance(group, _Candidate) else group for group in groups]


def _entered(
    row: GroupRow, attribute: CountedAttribute, settings: Settings
) -> GroupRow | _Candidate:
    """The row with its verdict if that needs no test, else a candidate for the family."""
    if row.table is None:
        return row
    decided = without_test(row.table, row.base, settings)
    if decided is not None:
        return replace(row, verdict=decided[0], reason=decided[1])
    chance = hypergeometric(row.table.N, row.table.K, row.table.n)
    return _Candidate(row, row.table, attribute.provisional, chance)


def _tested(family: Sequence[_Candidate], settings: Settings) -> list[GroupRow]:
    chances = [candidate.chance for candidate in family]
    corrected = adjusted([candidate.p for candidate in family], chances)
    return [
        _decided(candidate, p_adj, reachable(candidate.chance.cumulative[0], chances), settings)
        for candidate, p_adj in zip(family, corrected, strict=True)
    ]


def _decided(candidate: _Candidate, p_adj: float, floor: float, settings: Settings) -> GroupRow:
    table = candidate.table
    evidence = Evidence(
        p=candidate.p,
        p_adj=p_adj,
        p_noninferior=p_noninferior(table, settings.rho),
        band=(candidate.chance.first_reaching(0.05), candidate.chance.first_reaching(0.95)),
    )
    verdict, reason = after_test(table, evidence, floor, settings)
    less = verdict is Verdict.HEARD and at_most(p_adj, settings.alpha)
    row = replace(
        candidate.row,
        verdict=verdict,
        reason=reason,
        evidence=replace(evidence, slightly_less=less),
    )
    return _flagged(row, candidate, settings) if verdict.is_flag else row


def _flagged(row: GroupRow, candidate: _Candidate, settings: Settings) -> GroupRow:
    table, unknown = candidate.table, candidate.row.unknown
    return replace(
        row,
        tipping=tipping(table, unknown.heard, settings.ratio),
        robust=not candidate.provisional and is_robust(table, unknown, settings.ratio),
    )
