"""STAR: the two highest sums, then whom more people prefer; ties go as the rules say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.votes import vote
from voting import METHODS, Ballot, InvalidBallot, Result, count

boxes = st.lists(
    st.builds(
        Ballot,
        st.dictionaries(st.sampled_from("abcd"), st.integers(0, 5), min_size=1),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=6,
)


def places(result: Result) -> dict[str, int]:
    return {standing.option: standing.place for standing in result.standings}


def test_the_capital_of_tennessee_is_nashville() -> None:
    """Four cities by distance, as in the example that voting theory shares."""
    ballots = [
        ({"m": 5, "n": 2, "c": 1, "k": 0}, 42),
        ({"m": 0, "n": 5, "c": 2, "k": 2}, 26),
        ({"m": 0, "n": 3, "c": 5, "k": 4}, 15),
        ({"m": 0, "n": 2, "c": 4, "k": 5}, 17),
    ]

    result = count(vote("star", ballots, "mnck"))

    assert (result.status, result.winners) == ("chosen", ("n",))
    assert [(s.option, s.place, s.value) for s in result.standings] == [
        ("n", 1, 293),
        ("c", 2, 237),
        ("m", 3, 210),
        ("k", 4, 197),
    ]
    assert result.rounds[0].values == {"m": 210, "n": 293, "c": 237, "k": 197}
    assert (result.rounds[1].values, result.rounds[1].elected) == ({"n": 68, "c": 32}, ("n",))


def test_the_highest_sum_can_lose_the_run_off() -> None:
    ballots = [({"a": 5, "b": 0}, 2), ({"a": 3, "b": 4}, 3)]

    result = count(vote("star", ballots, "abc"))

    assert result.winners == ("b",)
    assert places(result) == {"b": 1, "a": 2, "c": 3}


def test_an_equal_run_off_goes_to_the_higher_sum() -> None:
    ballots = [({"a": 5, "b": 1}, 1), ({"a": 1, "b": 2}, 1), ({"a": 2, "b": 2}, 1)]

    result = count(vote("star", ballots, "ab"))

    assert result.winners == ("a",)
    assert result.rounds[1].exhausted == 1


def test_then_to_the_most_fives() -> None:
    ballots = [({"a": 5, "b": 4}, 1), ({"a": 3, "b": 4}, 1)]

    result = count(vote("star", ballots, "ab"))

    assert result.winners == ("a",)


def test_equal_in_all_that_is_tied() -> None:
    result = count(vote("star", [({"a": 5, "b": 3}, 1), ({"a": 3, "b": 5}, 1)], "abc"))

    assert (result.status, result.winners, result.tied) == ("tied", ("a", "b"), ("a", "b"))
    assert places(result) == {"a": 1, "b": 1, "c": 3}


def test_a_place_in_the_run_off_goes_to_who_is_preferred_among_the_tied() -> None:
    """b and c have 6 each; two ballots prefer c to b, one prefers b to c."""
    ballots = [({"a": 4, "b": 4}, 1), ({"a": 4, "b": 1, "c": 3}, 2)]

    result = count(vote("star", ballots, "abc"))

    assert {s.option: s.value for s in result.standings} == {"a": 12, "b": 6, "c": 6}
    assert set(result.rounds[1].values) == {"a", "c"}
    assert places(result) == {"a": 1, "c": 2, "b": 3}


def test_then_the_place_goes_to_the_most_fives() -> None:
    """b and c have 6 each and one preference each; only b has a five."""
    ballots = [({"a": 5, "b": 5, "c": 2}, 1), ({"a": 5, "b": 1, "c": 4}, 1)]

    result = count(vote("star", ballots, "abc"))

    assert set(result.rounds[1].values) == {"a", "b"}


def test_who_stay_tied_are_tried_in_every_pairing() -> None:
    """Whether b or c goes through, a wins."""
    ballots = [({"a": 5, "b": 2, "c": 1}, 1), ({"a": 5, "b": 1, "c": 2}, 1)]

    result = count(vote("star", ballots, "abcd"))

    assert (result.status, result.winners) == ("chosen", ("a",))
    assert [set(stage.values) for stage in result.rounds[1:]] == [{"a", "b"}, {"a", "c"}]
    assert places(result) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_different_winners_over_the_pairings_are_tied() -> None:
    """A circle of three: each beats the next two to one, and the sums are equal."""
    ballots = [({"a": 3, "b": 2}, 1), ({"b": 3, "c": 2}, 1), ({"c": 3, "a": 2}, 1)]

    result = count(vote("star", ballots, "abc"))

    assert (result.status, result.winners) == ("tied", ("a", "b", "c"))


def test_one_option_needs_no_run_off() -> None:
    result = count(vote("star", [({"a": 0}, 1)], "a"))

    assert (result.status, result.winners, result.rounds) == ("chosen", ("a",), ())


@pytest.mark.parametrize("mark", [6, -1, True, "5"])
def test_points_go_from_zero_to_five(mark: object) -> None:
    with pytest.raises(InvalidBallot, match="cijfer van 0 tot 5|geheel getal"):
        METHODS["star"].check({"a": mark}, "ab", {})


@given(boxes, st.integers(0, 5))
def test_more_points_for_the_winner_never_hurt_it(box: list[Ballot], chosen: int) -> None:
    """STAR is monotone: only where nothing is tied, as ties have rules of their own."""
    before = count(vote("star", box, "abcd"))
    marks, times = box[chosen % len(box)]
    winner = before.winners[0]
    raised = Ballot({**marks, winner: 5}, times)
    others = [ballot for i, ballot in enumerate(box) if i != chosen % len(box)]

    after = count(vote("star", [*others, raised], "abcd"))

    ordered = sorted((int(s.value) for s in before.standings), reverse=True)
    clear = before.status == "chosen" and ordered[1] > ordered[2]
    assert not clear or winner in after.winners


@given(boxes)
def test_the_winner_is_in_the_run_off(box: list[Ballot]) -> None:
    result = count(vote("star", box, "abcd"))

    finalists = {option for stage in result.rounds[1:] for option in stage.values}
    assert set(result.winners) <= finalists
