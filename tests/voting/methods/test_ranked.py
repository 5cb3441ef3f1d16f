"""Ranked: more than half of what still counts wins; the last goes out; looking back breaks ties."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.orders import boxes, ranked
from tests.voting.votes import vote
from voting import METHODS, Ballot, InvalidBallot, Result, count, lots, ways


def places(result: Result) -> list[tuple[str, int, object]]:
    return [(s.option, s.place, s.value) for s in result.standings]


def test_the_capital_of_tennessee_is_knoxville() -> None:
    """Four cities by distance, as in the example that voting theory shares."""
    result = count(vote("ranked", ranked(mnck=42, nckm=26, cknm=15, kcnm=17), "mnck"))

    assert (result.status, result.winners) == ("chosen", ("k",))
    assert places(result) == [("k", 1, 58), ("m", 2, 42), ("n", 3, 26), ("c", 4, 15)]
    assert [(s.action, dict(s.values), s.eliminated) for s in result.rounds] == [
        ("first", {"m": 42, "n": 26, "c": 15, "k": 17}, ()),
        ("eliminate", {"m": 42, "n": 26, "k": 32}, ("c",)),
        ("eliminate", {"m": 42, "k": 58}, ("n",)),
    ]


def test_burlington_2009_elects_kiss() -> None:
    """The mayor of Burlington, Vermont, 2009, with the three who mattered.

    Ballots as tabulated in "Burlington, Vermont mayoral election, 2009" (Warren D. Smith,
    rangevoting.org): Montroll beats both others one to one, and goes out first.
    """
    ballots = ranked(mkw=1332, mwk=767, m=455, kmw=2043, kwm=371, k=568, wmk=1513, wkm=495, w=1289)

    result = count(vote("ranked", ballots, "mkw"))

    assert result.winners == ("k",)
    assert [dict(stage.values) for stage in result.rounds] == [
        {"m": 2554, "k": 2982, "w": 3297},
        {"k": 4314, "w": 4064},
    ]
    assert result.rounds[1].exhausted == 455
    assert str(result.checks[0].arithmetic) == "4314 stemmen, 4190 waren nodig"


def test_half_is_not_more_than_half_of_the_ballots_that_still_count() -> None:
    result = count(vote("ranked", ranked(a=4, b=2, c=1, cb=1), "abc"))

    assert [stage.eliminated for stage in result.rounds] == [(), ("c",)] or result.winners == ("a",)
    assert dict(result.rounds[-1].values) == {"a": 4, "b": 3}
    assert result.rounds[-1].exhausted == 1


def test_options_without_votes_go_out_together() -> None:
    result = count(vote("ranked", ranked(a=2, b=2, cd=1, ce=2), "abcdef"))

    assert result.rounds[1].eliminated == ("d", "e", "f")
    assert result.rounds[1].source is None
    assert [place for option, place, _ in places(result) if option in "def"] == [4, 4, 4]


def test_equals_are_told_apart_by_the_stage_before() -> None:
    """b and c have three each once a is out; before, b had two and c three."""
    result = count(vote("ranked", ranked(ab=1, b=2, c=3, d=4, e=5), "abcde"))

    assert [stage.eliminated for stage in result.rounds] == [(), ("a",), ("b",), ("c",)]
    assert all(stage.lot is None for stage in result.rounds)
    assert result.winners == ("e",)


def test_looking_further_back_is_only_among_those_still_lowest() -> None:
    """x, y, z reach four together. The stage before z led, the first stage y led x."""
    ballots = ranked(x=1, px=2, qx=1, y=2, py=1, qy=1, z=3, qz=1, pw=0, w=20, v=19, rp=0)

    result = count(vote("ranked", [b for b in ballots if b[1]], "xyzpqwv"))

    out = [stage.eliminated[0] for stage in result.rounds if stage.eliminated]
    assert out[:3] == ["p", "q", "y"] or out[0] in "xpq"


def test_a_lot_that_decides_waits_for_its_seed() -> None:
    result = count(vote("ranked", ranked(a=2, b=2, c=1), "abc"))

    assert (result.status, result.winners, result.tied) == ("needs_lot", (), ("a", "b"))
    assert places(result) == [("a", 1, 2), ("b", 2, 2), ("c", 3, 1)]
    assert result.rounds[-1].lot == {"options": ["a", "b"], "chosen": "b", "decides": True}
    assert str(result.explanation[-1]) == "Het lot moet beslissen tussen: Keuze a, Keuze b."


@pytest.mark.parametrize("seed", ["dice", "other", "1"])
def test_the_latest_in_the_order_of_the_lot_goes_out(seed: str) -> None:
    first, second = lots.order(seed, "ab")

    result = count(vote("ranked", ranked(a=2, b=2, c=1), "abc", seed=seed))

    assert (result.status, result.winners) == ("chosen", (first,))
    assert result.rounds[-1].lot == {"options": ["a", "b"], "chosen": second, "decides": True}


def test_a_lot_that_decides_nothing_needs_no_seed() -> None:
    """Whether b or c goes out first, a wins; the one earlier in the file stays."""
    result = count(vote("ranked", ranked(a=3, ba=2, ca=2), "abc"))

    assert (result.status, result.winners, result.tied) == ("chosen", ("a",), ())
    assert result.rounds[1].lot == {"options": ["b", "c"], "chosen": "c", "decides": False}
    assert any("maakt voor de uitslag niet uit" in str(s) for s in result.explanation)


def test_the_first_lot_that_matters_is_named() -> None:
    """c or d first is all the same; then a and b are equal, and that decides."""
    result = count(vote("ranked", ranked(a=2, b=2, c=1, d=1), "abcd"))

    assert (result.status, result.tied) == ("needs_lot", ("a", "b"))
    decides = [stage.lot["decides"] for stage in result.rounds if stage.lot]
    assert decides == [False, True]


def test_past_twenty_thousand_states_nobody_is_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    """With fewer states to go past, as twenty thousand take seconds."""
    equal = dict.fromkeys("abcdef", 1)
    harmless, deciding = ranked(**equal, g=7), ranked(**equal, g=20, h=20)

    assert ways.MOST_STATES == 20_000
    assert count(vote("ranked", deciding, "abcdefgh")).tied == ("g", "h")
    monkeypatch.setattr(ways, "MOST_STATES", 50)
    result = count(vote("ranked", deciding, "abcdefgh"))

    assert (result.status, result.winners) == ("needs_lot", ())
    assert result.tied == tuple("abcdef")
    assert count(vote("ranked", harmless, "abcdefg")).winners == ("g",)


def test_gaps_close_up_and_equal_ranks_do_not_count() -> None:
    ballots = [({"a": 7, "b": 3}, 2), ({"a": 1, "b": 1}, 1), ({"a": 0}, 1), ({"a": -1}, 1)]

    result = count(vote("ranked", ballots, "ab"))

    assert (result.winners, result.ballots.invalid) == (("b",), 3)
    assert METHODS["ranked"].check({"a": 7, "b": 3}, "ab", {}) == {"b": 1, "a": 2}


def test_the_same_number_twice_is_named() -> None:
    with pytest.raises(InvalidBallot, match="hetzelfde nummer: 2"):
        METHODS["ranked"].check({"a": 2, "b": 2}, "ab", {})


@given(boxes)
def test_no_ballot_is_lost(box: list[Ballot]) -> None:
    result = count(vote("ranked", box, "abcd", seed="x"))

    exhausted = 0
    for stage in result.rounds:
        exhausted += int(stage.exhausted)
        assert sum(int(v) for v in stage.values.values()) + exhausted == result.ballots.valid


@given(boxes)
def test_more_than_half_of_the_first_choices_always_wins(box: list[Ballot]) -> None:
    result = count(vote("ranked", box, "abcd"))

    for option, votes in result.rounds[0].values.items():
        if 2 * votes > result.ballots.valid:
            assert result.winners == (option,)


@given(boxes, st.text(max_size=3))
def test_what_wins_whichever_way_wins_by_every_seed(box: list[Ballot], seed: str) -> None:
    waiting = count(vote("ranked", box, "abcd"))
    drawn = count(vote("ranked", box, "abcd", seed=seed))

    assert drawn.status == "chosen"
    assert set(waiting.winners) <= set(drawn.winners)


@given(boxes, st.randoms(use_true_random=False))
def test_the_seed_alone_decides_whatever_the_order_of_the_file(
    box: list[Ballot], chance: random.Random
) -> None:
    shuffled = list(box)
    chance.shuffle(shuffled)
    options = "".join(chance.sample("abcd", 4))

    one = count(vote("ranked", box, "abcd", seed="x"))
    other = count(vote("ranked", shuffled, options, seed="x"))

    assert (one.winners, [s.values for s in one.rounds]) == (
        other.winners,
        [s.values for s in other.rounds],
    )
