"""Score: the highest sum, or the highest mean of those whom enough people rated."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.votes import vote
from voting import METHODS, Ballot, InvalidBallot, InvalidSettings, count

MARKS = [({"a": 5, "b": 3}, 2), ({"b": 4, "c": 0}, 3), ({"d": 5}, 1)]

boxes = st.lists(
    st.builds(
        Ballot,
        st.dictionaries(st.sampled_from("abc"), st.integers(0, 5), min_size=1),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=6,
)


def test_the_highest_sum_wins_and_no_mark_is_zero() -> None:
    result = count(vote("score", MARKS, "abcd"))

    assert (result.status, result.winners) == ("chosen", ("b",))
    assert [(s.option, s.place, s.value, s.voters) for s in result.standings] == [
        ("b", 1, 18, 5),
        ("a", 2, 10, 2),
        ("d", 3, 5, 1),
        ("c", 4, 0, 0),
    ]


def test_the_mean_is_of_the_marks_given_by_half_of_the_people() -> None:
    result = count(vote("score", MARKS, "abcd", aggregate="mean"))

    assert (result.status, result.winners) == ("chosen", ("b",))
    assert [(s.option, s.place, s.value, s.voters) for s in result.standings] == [
        ("b", 1, Fraction(18, 5), 5),
        ("c", 2, 0, 3),
        ("a", 3, 5, 2),
        ("d", 3, 5, 1),
    ]
    assert result.as_json()["standings"] == [
        {"option": "b", "place": 1, "value": "18/5", "voters": 5},
        {"option": "c", "place": 2, "value": 0, "voters": 3},
        {"option": "a", "place": 3, "value": 5, "voters": 2},
        {"option": "d", "place": 3, "value": 5, "voters": 1},
    ]


def test_exactly_half_is_enough_people_for_a_mean() -> None:
    result = count(vote("score", [({"a": 4}, 1), ({"b": 1}, 1)], "ab", aggregate="mean"))

    assert result.winners == ("a",)


def test_a_mean_of_too_few_people_decides_nothing() -> None:
    ballots = [({"a": 4}, 1), ({"b": 1}, 1), ({"c": 1}, 1)]

    result = count(vote("score", ballots, "abc", aggregate="mean"))

    assert (result.status, result.winners) == ("undecided", ())


@pytest.mark.parametrize("aggregate", ["sum", "mean"])
def test_equals_across_the_line_are_a_tie(aggregate: str) -> None:
    ballots = [({"a": 5, "b": 3, "c": 3}, 2)]

    result = count(vote("score", ballots, "abc", winners=2, aggregate=aggregate))

    assert (result.status, result.winners, result.tied) == ("tied", ("a", "b", "c"), ("b", "c"))


def test_a_zero_is_a_mark() -> None:
    result = count(vote("score", [({"a": 0}, 2)], "ab"))

    assert (result.ballots.valid, result.ballots.blank) == (2, 0)
    assert (result.status, result.tied) == ("tied", ("a", "b"))


@pytest.mark.parametrize("mark", [6, -1, True, 2.0, "2"])
def test_a_score_is_a_whole_number_up_to_the_highest(mark: object) -> None:
    score = METHODS["score"]

    with pytest.raises(InvalidBallot):
        score.check({"a": mark}, "ab", score.clean_settings({}, 2))


def test_the_highest_score_can_be_set() -> None:
    result = count(vote("score", [({"a": 10}, 1), ({"b": 11}, 1)], "ab", max=10))

    assert (result.winners, result.ballots.invalid) == (("a",), 1)


@pytest.mark.parametrize(
    ("name", "value"), [("max", 0), ("winners", 0), ("aggregate", "median"), ("max", "x")]
)
def test_a_setting_out_of_range_is_named(name: str, value: object) -> None:
    with pytest.raises(InvalidSettings, match=name):
        METHODS["score"].clean_settings({name: value}, 3)


@given(boxes, st.integers(1, 3))
def test_one_more_ballot_with_most_for_the_winner_never_hurts_it(
    box: list[Ballot], times: int
) -> None:
    for winner in count(vote("score", box, "abc")).winners:
        after = count(vote("score", [*box, Ballot({winner: 5}, times)], "abc"))

        assert after.winners == (winner,)


@given(boxes, st.sampled_from(["sum", "mean"]))
def test_all_who_may_win_do_when_there_are_more_places_than_options(
    box: list[Ballot], aggregate: str
) -> None:
    result = count(vote("score", box, "abc", winners=9, aggregate=aggregate))

    assert result.tied == ()
    assert aggregate == "mean" or set(result.winners) == set("abc")
