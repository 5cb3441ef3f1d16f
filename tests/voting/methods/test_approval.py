"""Approval: the most ticks win, a floor may be asked, and equals on the line are a tie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.voting.votes import vote
from voting import METHODS, Ballot, InvalidBallot, InvalidSettings, count

TICKS = [({"a": 1, "b": 1}, 3), ({"b": 1}, 2), ({"c": 1}, 4), ({}, 1)]

boxes = st.lists(
    st.builds(
        Ballot,
        st.sets(st.sampled_from("abc")).map(lambda ticked: dict.fromkeys(sorted(ticked), 1)),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=6,
)


def test_the_most_ticks_win() -> None:
    result = count(vote("approval", TICKS, "abc"))

    assert (result.status, result.winners) == ("chosen", ("b",))
    assert [(s.option, s.place, s.value, s.voters) for s in result.standings] == [
        ("b", 1, 5, 5),
        ("c", 2, 4, 4),
        ("a", 3, 3, 3),
    ]


def test_equals_across_the_line_are_a_tie() -> None:
    ballots = [({"a": 1, "b": 1, "c": 1}, 2), ({"a": 1}, 1)]

    result = count(vote("approval", ballots, "abc", winners=2))

    assert (result.status, result.winners, result.tied) == ("tied", ("a", "b", "c"), ("b", "c"))


def test_equals_who_all_win_are_no_tie() -> None:
    result = count(vote("approval", [({"a": 1, "b": 1}, 2)], "abc", winners=2))

    assert (result.status, result.winners) == ("chosen", ("a", "b"))


@pytest.mark.parametrize(
    ("floor", "winners"), [("1/2", ("b",)), ("4/9", ("b", "c")), ("5/9", ("b",)), ("2/3", ())]
)
def test_a_floor_is_a_part_of_the_valid_ballots(floor: str, winners: tuple[str, ...]) -> None:
    result = count(vote("approval", TICKS, "abc", winners=2, floor=floor))

    assert result.winners == winners
    assert result.status == ("chosen" if winners else "undecided")


def test_an_option_without_a_tick_never_wins() -> None:
    result = count(vote("approval", [({"a": 1}, 1)], "abc", winners=3))

    assert result.winners == ("a",)


def test_a_zero_is_no_mark() -> None:
    result = count(vote("approval", [({"a": 0}, 2), ({"a": 0, "b": 1}, 1)], "ab"))

    assert (result.ballots.blank, result.ballots.valid) == (2, 1)


@pytest.mark.parametrize("mark", [2, -1, True, "1"])
def test_a_tick_is_one(mark: object) -> None:
    approval = METHODS["approval"]

    with pytest.raises(InvalidBallot):
        approval.check({"a": mark}, "ab", approval.clean_settings({}, 2))


@pytest.mark.parametrize("floor", ["3/2", "half", 2, 0.5, "-1/2", True])
def test_a_floor_is_a_part_of_one(floor: object) -> None:
    with pytest.raises(InvalidSettings, match="floor"):
        METHODS["approval"].clean_settings({"floor": floor}, 2)


@given(boxes, st.integers(1, 3))
def test_one_more_ballot_for_the_winner_never_hurts_it(box: list[Ballot], times: int) -> None:
    before = vote("approval", box, "abc")
    winners = count(before).winners

    for winner in winners:
        more = [*box, Ballot({winner: 1}, times)]
        after = count(vote("approval", more, "abc"))

        assert after.winners == (winner,)


@given(boxes)
def test_all_win_when_there_are_more_places_than_options(box: list[Ballot]) -> None:
    election = vote("approval", box, "abc", winners=7)

    ticked = {option for marks, _ in box for option in marks}

    assert set(count(election).winners) == ticked
    assert count(replace(election, settings={"winners": 7})).tied == ()
