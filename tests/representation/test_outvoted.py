"""Structurally outvoted groups."""

from fractions import Fraction

import pytest

from representation.outvoted import Voter, holm, judge_outvoted, p_outvoted, seed_of

LOSING, WINNING = Voter(1, Fraction(3)), Voter(5, Fraction(17, 4))
DECISIONS = [4, 8, 15, 16, 23, 42]
HALF = [LOSING] * 10 + [WINNING] * 20


def test_ten_who_nearly_always_lose_are_outvoted() -> None:
    (row,) = judge_outvoted(HALF, {"huur": range(10)}, DECISIONS)

    assert row.flagged
    assert row.statistic == -20
    assert row.p == pytest.approx(1 / 10_000)


def test_fewer_than_ten_voters_are_not_shown() -> None:
    (row,) = judge_outvoted(HALF, {"huur": range(9)}, DECISIONS)

    assert (row.flagged, row.voters, row.statistic, row.p) == (False, None, None, None)


def test_five_decisions_show_nothing() -> None:
    assert judge_outvoted(HALF, {"huur": range(10)}, DECISIONS[:5]) == []


def test_the_same_decisions_give_the_same_draws_in_any_order() -> None:
    voters = [Voter(place % 5, Fraction(2)) for place in range(40)]
    shuffled = voters[20:] + voters[:20]

    p = p_outvoted(voters, range(15), seed_of(DECISIONS))

    assert p == p_outvoted(shuffled, range(20, 35), seed_of(DECISIONS[::-1]))


def test_the_seed_is_the_digest_of_the_sorted_decisions() -> None:
    assert seed_of([10, 9]).hex() == (
        "69c37d73f38de14c86035211434b780645c046f331a70bb6da9db9ba15400a7f"
    )


def test_drawing_those_left_out_is_as_good() -> None:
    voters = [Voter(place % 5, Fraction(2)) for place in range(40)]

    p = p_outvoted(voters, range(30), seed_of(DECISIONS))

    assert p == pytest.approx(0.5, abs=0.2)


def test_holm_multiplies_by_the_groups_that_are_left() -> None:
    assert holm({"a": 0.5, "b": 0.01, "c": 0.02}) == {"b": 0.03, "c": 0.04, "a": 0.5}
