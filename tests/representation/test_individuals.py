"""The two rules that a person sees about herself."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.individuals import chance_of_losing, is_often_outvoted, silent_run


@pytest.mark.parametrize(
    ("turnout", "run"), [(Fraction(0), None), (Fraction(1), 3), (Fraction(1, 5), None)]
)
def test_the_rule_is_off_when_silence_is_usual(turnout: Fraction, run: int | None) -> None:
    assert silent_run(turnout) == run


@pytest.mark.parametrize(
    ("lost", "often"),
    [
        ([True] * 6, True),
        ([True] * 5, False),
        ([True] * 5 + [False], False),
        ([True] * 4 + [False] + [True] * 4 + [False], True),
        ([True] * 8 + [False] * 3, False),
        ([], False),
    ],
)
def test_six_in_a_row_or_eight_of_ten_is_often(lost: list[bool], often: bool) -> None:
    assert is_often_outvoted(lost) is often


@given(st.lists(st.floats(0, 1), max_size=10))
def test_losing_at_least_none_is_certain(losing_shares: list[float]) -> None:
    assert chance_of_losing(losing_shares, 0) == pytest.approx(1)


def test_losing_more_than_was_cast_is_impossible() -> None:
    assert chance_of_losing([0.5, 0.5], 3) == 0
