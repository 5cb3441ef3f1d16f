"""The table of one group: four counts, and what follows from them exactly."""

from dataclasses import dataclass
from fractions import Fraction

from representation.counts import Count
from representation.hypergeometric import hypergeometric


@dataclass(frozen=True)
class Table:
    """Of N who declared the attribute K are in the group; n of N and x of K were heard.

    All are people, or all are households.
    """

    N: int
    K: int
    n: int
    x: int

    @property
    def expected(self) -> Fraction:
        """The fair share E, in people."""
        return Fraction(self.n * self.K, self.N)

    @property
    def ratio(self) -> Fraction | None:
        """What was heard of the fair share; None when nobody was heard."""
        return self.x / self.expected if self.n else None

    @property
    def lowest(self) -> int:
        """The lowest x that is possible with these N, K and n."""
        return max(0, self.n + self.K - self.N)

    @property
    def shortfall(self) -> Fraction:
        """How many people fewer than the fair share."""
        return self.expected - self.x


def p_noninferior(table: Table, rho: Fraction) -> float:
    """Could they still be heard only `rho` times as often as the rest? P(X ≥ x) if they are.

    `rho` is above 0 and below 1. Where such a gap is impossible at this turnout: 1 when x is as low
    as it can be, else 0. Source: a test of non-inferiority under Fisher's noncentral hypergeometric
    distribution (Fog, 2008; SciPy's `nchypergeom_fisher`), with the odds at which the group would
    be heard that often.
    """
    N, K, n = table.N, table.K, table.n
    fewer = rho * n * K / (rho * K + N - K)
    others_silent = N - K - n + fewer
    if min(fewer, K - fewer, n - fewer, others_silent) <= 0:
        return 1.0 if table.x == table.lowest else 0.0
    odds = fewer * others_silent / ((K - fewer) * (n - fewer))
    return hypergeometric(N, K, n, float(odds)).upper_tail(table.x)


def tipping(table: Table, unknown_heard: int, ratio: Fraction) -> int:
    """How many heard people with a blank answer would, if of this group, undo the flag.

    `unknown_heard` are those people, `ratio` the share of E below which a group is flagged. The
    fewest that bring x above `ratio` of the fair share, which all of them raise: a tipping point,
    as trials ask of answers that are missing. The rule is the house's own.
    """
    share = Fraction(table.K, table.N)
    return int((ratio * (table.n + unknown_heard) * share - table.x) // 1) + 1


def is_robust(table: Table, unknown: Count, ratio: Fraction) -> bool:
    """Does the flag stand whatever the heard people with a blank answer may be?

    Where there are none, where more are needed to undo it than there are, or more than twice as
    many as would be of the group at its share of those who declared. The rule is the house's own.
    """
    u = unknown.heard
    needed = tipping(table, u, ratio)
    return u == 0 or needed > u or needed * table.N > 2 * table.K * u
