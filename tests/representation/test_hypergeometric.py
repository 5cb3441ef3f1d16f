"""The hypergeometric counts against exact fractions."""

from fractions import Fraction
from itertools import pairwise
from math import comb, fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.hypergeometric import hypergeometric
from representation.tables import Table, p_noninferior


@st.composite
def tables(draw: st.DrawFn, largest: int) -> Table:
    N = draw(st.integers(2, largest))
    K = draw(st.integers(1, N - 1))
    n = draw(st.integers(1, N - 1))
    return Table(N, K, n, draw(st.integers(max(0, n + K - N), min(n, K))))


def exact_tail(table: Table) -> Fraction:
    N, K, n = table.N, table.K, table.n
    ways = sum(comb(K, x) * comb(N - K, n - x) for x in range(table.x + 1) if n - x <= N - K)
    return Fraction(ways, comb(N, n))


@given(tables(120))
def test_the_lower_tail_is_the_exact_fraction(table: Table) -> None:
    chance = hypergeometric(table.N, table.K, table.n)

    assert chance.lower_tail(table.x) == pytest.approx(float(exact_tail(table)), rel=1e-11)


@given(tables(100_000), st.floats(0.01, 100))
def test_the_probabilities_sum_to_one(table: Table, odds: float) -> None:
    chance = hypergeometric(table.N, table.K, table.n, odds)

    assert fsum(chance.terms) == pytest.approx(1)
    assert chance.cumulative[-1] == 1
    assert all(lower <= higher for lower, higher in pairwise(chance.cumulative))


@given(tables(300))
def test_both_tails_share_only_the_count_itself(table: Table) -> None:
    chance = hypergeometric(table.N, table.K, table.n)

    both = chance.lower_tail(table.x - 1) + chance.upper_tail(table.x)

    assert both == pytest.approx(1)


@given(tables(40))
def test_noninferiority_is_the_exact_noncentral_tail(table: Table) -> None:
    N, K, n, rho = table.N, table.K, table.n, Fraction(1, 2)
    m = rho * n * K / (rho * K + N - K)
    if N - K - n + m <= 0:
        assert p_noninferior(table, rho) == (1 if table.x == table.lowest else 0)
        return
    odds = m * (N - K - n + m) / ((K - m) * (n - m))
    weights = {
        x: comb(K, x) * comb(N - K, n - x) * odds**x for x in range(table.lowest, min(n, K) + 1)
    }
    tail = sum(weight for x, weight in weights.items() if x >= table.x)

    assert p_noninferior(table, rho) == pytest.approx(
        float(tail / sum(weights.values())), rel=1e-10
    )


def test_a_gap_that_cannot_be_is_ruled_out_unless_the_count_is_lowest() -> None:
    nearly_everybody = 38

    lowest = p_noninferior(Table(40, 10, nearly_everybody, 8), Fraction(1, 2))
    above = p_noninferior(Table(40, 10, nearly_everybody, 9), Fraction(1, 2))

    assert (lowest, above) == (1.0, 0.0)


def test_equal_p_values_are_attainable_at_each_others_level() -> None:
    chance = hypergeometric(60, 15, 30)

    p = chance.lower_tail(3)

    assert chance.largest_at_most(p * (1 - 1e-12)) == p


def test_a_count_far_below_what_is_possible_has_no_chance() -> None:
    assert hypergeometric(100_000, 50_000, 50_000).lower_tail(10_000) == 0


def test_the_band_starts_where_the_tail_reaches_its_share_exactly() -> None:
    chance = hypergeometric(6, 3, 3)

    assert chance.lower_tail(0) == pytest.approx(0.05)
    assert (chance.first_reaching(0.05), chance.first_reaching(0.95)) == (0, 2)
