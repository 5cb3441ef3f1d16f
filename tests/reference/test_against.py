"""The product and the reference, written apart from each other, count the same.

`GEHOORD_ELECTIONS=20000` counts that many elections of each method instead of 2,000.
"""

import os
from fractions import Fraction

import pytest

from tests.reference.against import difference, election
from tests.reference.counting import METHODS
from tests.reference.elections import level_shares, votes
from voting import count

ELECTIONS = int(os.environ.get("GEHOORD_ELECTIONS", "2000"))


@pytest.mark.parametrize("method", sorted(METHODS))
def test_two_counts_of_the_same_ballots_agree(method: str) -> None:
    differences = (difference(vote) for vote in votes(method, ELECTIONS))

    assert next(filter(None, differences), "") == ""


def test_two_counts_of_equal_shares_agree_on_what_a_lot_decides() -> None:
    differences = (difference(vote) for vote in level_shares(ELECTIONS // 10))

    assert next(filter(None, differences), "") == ""


@pytest.mark.parametrize("method", ["ranked", "stv"])
def test_no_vote_is_lost_between_stages(method: str) -> None:
    for vote in votes(method, ELECTIONS // 4):
        result = count(election(vote))

        gone = Fraction(0)
        for stage in result.rounds:
            gone += Fraction(stage.exhausted) + Fraction(stage.rounding)
            there = sum(Fraction(value) for value in stage.values.values())
            assert there + gone == result.ballots.valid, vote
