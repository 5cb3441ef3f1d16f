"""STV: a quota, surpluses that go on at five decimals, and no vote lost."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.orders import boxes, ranked
from tests.voting.votes import vote
from voting import Ballot, InvalidSettings, Result, count, settings_of
from voting.methods import stv


def places(result: Result) -> list[tuple[str, int, str]]:
    return [(s.option, s.place, str(s.value)) for s in result.standings]


def test_three_foods_for_a_party_are_chocolate_oranges_and_strawberries() -> None:
    """The example of "Single transferable vote" in Wikipedia (as read in 2020): 20 guests."""
    ballots = ranked(o=4, po=2, cs=8, cw=4, s=1, w=1)

    result = count(vote("stv", ballots, "opcsw", seats=3))

    assert (result.status, result.winners) == ("chosen", ("c", "o", "s"))
    assert result.tables["quota"] == 6
    assert places(result) == [
        ("c", 1, "12.00000"),
        ("o", 2, "6.00000"),
        ("s", 3, "5.00000"),
        ("w", 4, "3.00000"),
        ("p", 5, "2.00000"),
    ]
    assert [stage.action for stage in result.rounds] == [
        "first",
        "surplus",
        "eliminate",
        "eliminate",
        "fill",
    ]


def test_a_surplus_is_cut_off_at_five_decimals_and_the_rest_is_written_down() -> None:
    """Quota 10 ÷ 3 + 1 = 4; 7 ballots pass on 3 ÷ 7 = 0.42857 each."""
    result = count(vote("stv", ranked(ab=7, b=1, c=2), "abc", seats=2)).as_json()

    stage = result["rounds"][1]  # type: ignore[index]
    assert stage["values"] == {"a": "4.00000", "b": "3.99999", "c": "2.00000"}
    assert (stage["from"], stage["transferred"]) == ("a", {"b": "2.99999"})
    assert (stage["rounding"], stage["exhausted"]) == ("0.00001", "0.00000")


def explanation(result: Result) -> str:
    return " ".join(map(str, result.explanation))


def test_a_rest_that_was_cut_off_and_decides_is_told() -> None:
    """Quota 18 ÷ 4 + 1 = 5. Of b's surplus 4 all nine ballots take 4/9 to c: 4 when whole.

    Of d's surplus 2 all seven take 2/7 past b to a, so a has 2 + 2 = 4 as well. Cut off, c has
    3.99996 and a 3.99997, so c goes out; whole they are equal, and a, who had less before, would.
    """
    result = count(vote("stv", ranked(bcd=9, dbac=7, ab=2), "abcd", seats=3))

    assert result.winners == ("b", "d", "a")
    said = explanation(result)
    assert "Wat overblijft, vervalt." in said
    assert (
        "Dat besliste hier: met die 0,00007 erbij was gekozen: Keuze b, Keuze d, Keuze c." in said
    )


def test_a_tie_that_the_cutting_broke_is_told() -> None:
    result = count(vote("stv", ranked(ae=6, dac=5, bdc=5), "abcde", seats=4))

    assert "erbij was het gelijk tussen: Keuze b, Keuze d." in explanation(result)


def test_a_rest_that_decides_nothing_is_not_spoken_of() -> None:
    result = count(vote("stv", ranked(ab=7, b=1, c=2), "abc", seats=2))

    assert "besliste" not in explanation(result)


def test_one_vote_is_one_vote() -> None:
    one = explanation(count(vote("stv", ranked(a=1, b=1), "ab", seats=2)))
    two = explanation(count(vote("stv", ranked(a=2, b=2), "ab", seats=2)))

    assert "Wie 1 stem haalt is gekozen" in one
    assert "Keuze a is gekozen, met 1 stem." in one
    assert "Keuze a is gekozen, met 2 stemmen." in two


def test_the_largest_surplus_goes_first_and_passes_over_the_elected() -> None:
    """Quota 4: a has 6 and b 5; a's ballots pass over b and reach c."""
    result = count(vote("stv", ranked(abc=6, b=5, c=1, d=3), "abcd", seats=3))

    assert [stage.source for stage in result.rounds if stage.action == "surplus"][0] == "a"
    assert dict(result.rounds[1].transferred) == {"c": Decimal("1.99998")}


@pytest.mark.parametrize(
    ("valid", "seats", "quota"), [(20, 3, 6), (19, 3, 5), (10, 1, 6), (11, 1, 6), (3, 9, 1)]
)
def test_the_quota_is_the_least_that_only_as_many_as_seats_can_reach(
    valid: int, seats: int, quota: int
) -> None:
    assert stv.quota(valid, seats) == quota
    assert quota * (seats + 1) > valid


def test_as_many_options_as_seats_are_all_elected_at_once() -> None:
    result = count(vote("stv", ranked(ab=5, b=1), "abc", seats=3))

    assert (result.winners, [stage.action for stage in result.rounds]) == (
        ("a", "b", "c"),
        ["first", "fill"],
    )


def test_options_without_votes_go_out_together_if_enough_others_remain() -> None:
    enough = count(vote("stv", ranked(a=4, b=3, c=3), "abcxy", seats=2))
    too_few = count(vote("stv", ranked(a=9), "axyz", seats=3))

    assert enough.rounds[1].eliminated == ("x", "y")
    assert too_few.status == "needs_lot"
    assert too_few.winners == ("a",)


def test_equal_at_one_stage_are_elected_by_votes_then_in_the_order_of_the_file() -> None:
    result = count(vote("stv", ranked(b=5, a=5, c=6, d=1), "abcd", seats=3))

    assert result.winners == ("c", "a", "b")


@pytest.mark.parametrize("seats", [0, -1, "many", 1.5])
def test_seats_are_a_whole_number_of_one_or_more(seats: object) -> None:
    with pytest.raises(InvalidSettings) as refused:
        settings_of("stv", {"seats": seats}, 3)

    assert refused.value.field == "seats"


@settings(max_examples=60)
@given(boxes, st.integers(1, 4))
def test_every_vote_is_with_an_option_exhausted_or_cut_off(box: list[Ballot], seats: int) -> None:
    result = count(vote("stv", box, "abcd", seats=seats, seed="x"))

    gone = Fraction(0)
    for stage in result.rounds:
        gone += Fraction(stage.exhausted) + Fraction(stage.rounding)
        assert (
            sum(Fraction(votes) for votes in stage.values.values()) + gone == result.ballots.valid
        )


@settings(max_examples=60)
@given(boxes, st.integers(1, 4))
def test_all_seats_are_filled_and_nobody_sits_on_two(box: list[Ballot], seats: int) -> None:
    result = count(vote("stv", box, "abcd", seats=seats, seed="x"))

    assert len(result.winners) == len(set(result.winners)) == seats


@settings(max_examples=60)
@given(boxes, st.integers(1, 3), st.sampled_from("abcd"))
def test_a_group_larger_than_the_quota_elects_its_first_choice(
    box: list[Ballot], seats: int, wanted: str
) -> None:
    others = sum(ballot.times for ballot in box)
    own = others // seats + 1

    result = count(vote("stv", [*box, Ballot({wanted: 1}, own)], "abcd", seats=seats, seed="x"))

    assert wanted in result.winners
