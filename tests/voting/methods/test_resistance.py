"""Systemic consensing: what weighs least on the group wins."""

import pytest

from tests.voting.votes import vote
from voting import METHODS, InvalidBallot, InvalidSettings, count


def test_the_lowest_sum_wins_and_leaving_it_as_it_is_has_no_advantage() -> None:
    ballots = [({"a": 0, "b": 10, "n": 5}, 2), ({"a": 10, "b": 2, "n": 5}, 1)]

    result = count(vote("resistance", ballots, "abn", zero_option="n"))

    assert (result.status, result.winners) == ("chosen", ("a",))
    assert [(s.option, s.place, s.value, s.voters) for s in result.standings] == [
        ("a", 1, 10, 3),
        ("n", 2, 15, 3),
        ("b", 3, 22, 3),
    ]


def test_equal_sums_go_to_the_lower_highest_mark() -> None:
    result = count(vote("resistance", [({"a": 6, "b": 3}, 1), ({"a": 0, "b": 3}, 1)], "ab"))

    assert (result.winners, [s.place for s in result.standings]) == (("b",), [1, 2])


def test_then_to_the_fewer_strong_marks_of_four_fifths_or_more() -> None:
    """Sums 17, highest 9; a has two marks of 8 or more, b has one."""
    ballots = [({"a": 9, "b": 9}, 1), ({"a": 8, "b": 7}, 1), ({"a": 0, "b": 1}, 1)]

    assert count(vote("resistance", ballots, "ab")).winners == ("b",)


def test_what_is_then_equal_is_a_tie() -> None:
    result = count(vote("resistance", [({"a": 2, "b": 4}, 1), ({"a": 4, "b": 2}, 1)], "ab"))

    assert (result.status, result.winners, result.tied) == ("tied", ("a", "b"), ("a", "b"))


@pytest.mark.parametrize(
    "marks", [{"a": 3}, {"a": 11, "b": 0}, {"a": -1, "b": 0}, {"a": 1, "b": True}, {"a": 1, "z": 1}]
)
def test_every_option_needs_a_mark_within_the_scale(marks: dict[str, object]) -> None:
    method = METHODS["resistance"]

    with pytest.raises(InvalidBallot):
        method.check(marks, "ab", method.clean_settings({}, 2))


def test_nought_everywhere_is_a_vote_and_no_mark_at_all_is_blank() -> None:
    result = count(vote("resistance", [({"a": 0, "b": 0}, 2), ({}, 1)], "ab"))

    assert (result.ballots.valid, result.ballots.blank, result.status) == (2, 1, "tied")


def test_the_zero_option_must_be_one_of_the_options() -> None:
    with pytest.raises(InvalidSettings, match="zero_option"):
        count(vote("resistance", [], "ab", zero_option="z"))
