"""Rows: what comes out for each group, with its verdict."""

from dataclasses import dataclass
from enum import StrEnum

from representation.counts import Count
from representation.tables import Table


class Verdict(StrEnum):
    """What is said of a group: about our ears, never about the people in it."""

    HIDDEN = "hidden"
    """Too few people to be shown."""
    UNCLEAR = "unclear"
    """Nothing can be said; the reason says why."""
    MISSING = "missing"
    """A flag: nobody was heard, which chance rarely does."""
    UNDERHEARD = "underheard"
    """A flag: so few were heard as chance rarely does."""
    WATCH = "watch"
    """Few were heard; it may be chance. For facilitators only."""
    HEARD = "heard"
    """Heard about as much as the others."""

    @property
    def is_flag(self) -> bool:
        """Is something to be done about it?"""
        return self in (Verdict.MISSING, Verdict.UNDERHEARD)


class VerdictReason(StrEnum):
    """Why a group has the verdict it has, where that does not follow from a test."""

    TOO_FEW_PEOPLE = "too_few_people"
    """The group, or the rest, is smaller than the smallest cell."""
    NOBODY_YET = "nobody_yet"
    """Nobody who declared the attribute was heard."""
    EVERYBODY = "everybody"
    """All who declared it were heard."""
    COVERAGE = "coverage"
    """Too few of the members declared it."""
    TOO_SMALL = "too_small"
    """Not even the lowest count possible here could have been a flag."""
    BETWEEN = "between"
    """It may be chance, and it may not."""


@dataclass(frozen=True)
class Evidence:
    """What the test found of one group.

    `p` is the probability of so few heard or fewer by chance, `p_adj` the same over all groups at
    once, `p_noninferior` that of so many or more if they were heard only `rho` times as often as
    the rest. `band` are the counts between which chance stays in 90 %. `slightly_less` where
    fewer were heard than chance explains, and yet about as many as of the others.
    """

    p: float
    p_adj: float
    p_noninferior: float
    band: tuple[int, int]
    slightly_less: bool = False


@dataclass(frozen=True)
class GroupRow:
    """One group of one attribute. A hidden row has no counts, an untested one no evidence.

    `merged` are the listed values it is made of, `k` the smallest cell it was made for, `base` the
    members in the base, `unknown` those who left it blank. `tipping` and `robust` only on flags.
    """

    attribute: str
    value: str
    verdict: Verdict
    reason: VerdictReason | None = None
    merged: tuple[str, ...] = ()
    k: int = 5
    base: int = 0
    unknown: Count = Count()
    table: Table | None = None
    evidence: Evidence | None = None
    tipping: int | None = None
    robust: bool | None = None

    def as_json(self) -> dict[str, object]:
        """The row of a counts file's answer: only the keys that this verdict has."""
        found: dict[str, object] = {"attribute": self.attribute, "value": self.value}
        if self.table is not None:
            found |= _table_as_json(self.table)
        if self.evidence is not None:
            found |= _evidence_as_json(self.evidence)
        if self.verdict.is_flag:
            found |= {"tipping": self.tipping, "robust": self.robust}
        return found | {"verdict": str(self.verdict), "reason": self.reason and str(self.reason)}


def _table_as_json(table: Table) -> dict[str, object]:
    return {
        "N": table.N,
        "K": table.K,
        "n": table.n,
        "x": table.x,
        "expected": float(table.expected),
        "ratio": None if table.ratio is None else float(table.ratio),
    }


def _evidence_as_json(evidence: Evidence) -> dict[str, object]:
    return {
        "p": evidence.p,
        "p_adj": evidence.p_adj,
        "p_noninferior": evidence.p_noninferior,
        "band": list(evidence.band),
        "slightly_less": evidence.slightly_less,
    }
