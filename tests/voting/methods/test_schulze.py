"""Schulze: nobody beats the winner, in a circle the strongest path decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.methods.test_ranked import places
from tests.voting.orders import ranked
from tests.voting.votes import vote
from voting import METHODS, Ballot, InvalidBallot, InvalidSettings, count

boxes = st.lists(
    st.builds(
        Ballot,
        st.dictionaries(st.sampled_from("abcd"), st.integers(1, 4), min_size=1),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=7,
)


def test_the_example_of_forty_five_voters_elects_e() -> None:
    """Markus Schulze, "A new monotonic, clone-independent … election method", example 1."""
    ballots = ranked(acbed=5, adecb=5, bedac=8, cabed=3, caebd=7, cbade=2, dceba=7, ebadc=8)

    result = count(vote("schulze", ballots, "abcde"))

    assert (result.status, result.winners) == ("chosen", ("e",))
    assert places(result) == [("e", 1, 4), ("a", 2, 3), ("c", 3, 2), ("b", 4, 1), ("d", 5, 0)]
    assert result.tables["pairwise"] == {
        "a": {"b": 20, "c": 26, "d": 30, "e": 22},
        "b": {"a": 25, "c": 16, "d": 33, "e": 18},
        "c": {"a": 19, "b": 29, "d": 17, "e": 24},
        "d": {"a": 15, "b": 12, "c": 28, "e": 14},
        "e": {"a": 23, "b": 27, "c": 21, "d": 31},
    }
    assert result.tables["paths"] == {
        "a": {"b": 28, "c": 28, "d": 30, "e": 24},
        "b": {"a": 25, "c": 28, "d": 33, "e": 24},
        "c": {"a": 25, "b": 29, "d": 29, "e": 24},
        "d": {"a": 25, "b": 28, "c": 28, "e": 24},
        "e": {"a": 25, "b": 28, "c": 28, "d": 31},
    }
    assert any("kring" in str(sentence) for sentence in result.explanation)


def test_who_beats_every_other_wins() -> None:
    result = count(vote("schulze", ranked(mnck=42, nckm=26, cknm=15, kcnm=17), "mnck"))

    assert result.winners == ("n",)


def test_who_went_out_first_in_burlington_beats_both() -> None:
    """See test_ranked.py for the source of the ballots."""
    ballots = ranked(mkw=1332, mwk=767, m=455, kmw=2043, kwm=371, k=568, wmk=1513, wkm=495, w=1289)

    result = count(vote("schulze", ballots, "mkw"))

    assert result.winners == ("m",)
    assert result.tables["pairwise"] == {
        "m": {"k": 4067, "w": 4597},
        "k": {"m": 3477, "w": 4314},
        "w": {"m": 3668, "k": 4064},
    }


def test_several_whom_nobody_beats_are_tied() -> None:
    result = count(vote("schulze", ranked(abc=2, bac=2), "abc"))

    assert (result.status, result.winners, result.tied) == ("tied", ("a", "b"), ("a", "b"))


def test_a_place_is_one_more_than_how_many_beat_it() -> None:
    """a beats b; nobody beats c, and c beats nobody."""
    ballots = [({"a": 1, "b": 2, "c": 2}, 1), ({"a": 2, "b": 3, "c": 1}, 1)]

    result = count(vote("schulze", [*ballots, ({"b": 1, "c": 2, "a": 1}, 1)], "abc"))

    assert all(s.place == 1 + losses(result.tables["paths"], s.option) for s in result.standings)


def losses(paths: object, option: str) -> int:
    assert isinstance(paths, dict)
    return sum(paths[other][option] > paths[option][other] for other in paths if other != option)


def test_equal_ranks_may_stand_and_who_is_left_out_comes_last() -> None:
    result = count(vote("schulze", [({"a": 1, "b": 1}, 2), ({"b": 9}, 1)], "abc"))

    assert result.winners == ("b",)
    assert result.tables["pairwise"] == {
        "a": {"b": 0, "c": 2},
        "b": {"a": 1, "c": 3},
        "c": {"a": 0, "b": 0},
    }


def test_what_does_not_beat_none_of_these_is_dropped() -> None:
    """a beats n three to two; b is even with n, and goes though it beats a."""
    ballots = ranked(ban=2, anb=1, nba=2)

    result = count(vote("schulze", ballots, "abn", default_option="n"))

    assert result.winners == ("a",)
    assert places(result)[0][0] == "a"
    assert set(result.tables["paths"]) == {"a", "n"}  # type: ignore[call-overload]
    assert {s.option: s.place for s in result.standings} == {"a": 1, "n": 2, "b": 3}


def test_when_nothing_is_left_none_of_these_is_chosen() -> None:
    result = count(vote("schulze", ranked(nab=3, abn=2), "abn", default_option="n"))

    assert (result.status, result.winners) == ("chosen", ("n",))
    assert [(s.option, s.place, s.value) for s in result.standings] == [
        ("n", 1, 2),
        ("a", 2, 0),
        ("b", 2, 0),
    ]


def test_none_of_these_must_be_on_the_ballot() -> None:
    with pytest.raises(InvalidSettings, match="default_option"):
        count(vote("schulze", [], "ab", default_option="z"))


def test_an_empty_box_places_nobody_above_none_of_these() -> None:
    result = count(vote("schulze", [({}, 3)], "abn", default_option="n"))

    assert {(s.place, s.value) for s in result.standings} == {(1, 0)}


@pytest.mark.parametrize("mark", [0, -1, True, "1"])
def test_a_rank_is_one_or_more(mark: object) -> None:
    with pytest.raises(InvalidBallot):
        METHODS["schulze"].check({"a": mark}, "ab", {})


@given(boxes)
def test_every_pair_adds_up_to_the_ballots_that_tell_them_apart(box: list[Ballot]) -> None:
    pairwise = count(vote("schulze", box, "abcd")).tables["pairwise"]

    assert isinstance(pairwise, dict)
    for one in "abcd":
        for other in set("abcd") - {one}:
            preferring = sum(
                times
                for marks, times in box
                if int(str(marks.get(one, 9))) < int(str(marks.get(other, 9)))
            )
            assert pairwise[one][other] == preferring


@given(boxes)
def test_who_beats_all_others_wins_and_who_loses_to_all_does_not(box: list[Ballot]) -> None:
    result = count(vote("schulze", box, "abcd"))

    pairs = result.tables["pairwise"]
    assert isinstance(pairs, dict)
    for option in "abcd":
        others = set("abcd") - {option}
        if all(pairs[option][other] > pairs[other][option] for other in others):
            assert result.winners == (option,)
        if all(pairs[option][other] < pairs[other][option] for other in others):
            assert option not in result.winners


@given(boxes, st.integers(0, 6))
def test_ranking_the_winner_higher_never_hurts_it(box: list[Ballot], which: int) -> None:
    winner = count(vote("schulze", box, "abcd")).winners[0]
    marks, times = box[which % len(box)]
    moved = {option: int(str(rank)) + 1 for option, rank in marks.items()} | {winner: 1}
    raised = [Ballot(moved, times) if b is box[which % len(box)] else b for b in box]

    assert winner in count(vote("schulze", raised, "abcd")).winners
