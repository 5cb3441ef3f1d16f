"""Correcting for many groups, by hand and for all families."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.holm import adjusted, at_most, reachable
from representation.hypergeometric import hypergeometric

small_groups = st.tuples(st.integers(1, 20), st.integers(0, 20)).map(
    lambda pair: (pair[0], min(pair))
)


def test_a_group_too_small_to_reach_a_level_costs_the_others_nothing() -> None:
    large, small = hypergeometric(40, 20, 20), hypergeometric(40, 2, 2)
    p = large.lower_tail(5)

    corrected = adjusted([p, small.lower_tail(2)], [large, small])

    assert corrected == [p, 1.0]


def test_two_equal_groups_both_count_for_each_other() -> None:
    chance = hypergeometric(60, 15, 30)
    p = chance.lower_tail(3)

    corrected = adjusted([p, p], [chance, chance])

    assert corrected == pytest.approx([2 * p, 2 * p])


def test_an_empty_family_has_nothing_to_correct() -> None:
    assert adjusted([], []) == []


def test_what_lies_on_the_limit_is_within_it() -> None:
    twentieth = 2 * hypergeometric(6, 3, 3).lower_tail(0) / 2

    assert at_most(twentieth, Fraction(5, 100))
    assert not at_most(0.0500001, Fraction(5, 100))


@given(st.lists(small_groups, max_size=8))
def test_an_adjusted_p_value_is_never_below_the_p_value(groups: list[tuple[int, int]]) -> None:
    family = [hypergeometric(40, size, 20) for size, _ in groups]
    observed = [chance.lower_tail(heard) for chance, (_, heard) in zip(family, groups, strict=True)]

    corrected = adjusted(observed, family)

    assert all(p <= p_adj <= 1 for p, p_adj in zip(observed, corrected, strict=True))


@given(st.lists(small_groups, max_size=8))
def test_the_family_never_reaches_more_than_its_number_times_the_level(
    groups: list[tuple[int, int]],
) -> None:
    family = [hypergeometric(40, size, 20) for size, _ in groups]

    assert reachable(0.05, family) <= len(family) * 0.05 * (1 + 1e-6)
