"""The lot: drawn out of the willing, by an order that anybody can draw again."""

from hashlib import sha256

import pytest

from tests.voting.votes import vote, votes
from voting import METHODS, InvalidBallot, InvalidSettings, count, lots


def test_with_places_enough_everybody_willing_is_chosen() -> None:
    result = count(vote("lot", votes(a=1, c=1, blank=1), "abc", winners=2))

    assert (result.status, result.winners) == ("chosen", ("a", "c"))
    assert [(s.option, s.place, s.value) for s in result.standings] == [
        ("a", 1, 1),
        ("c", 1, 1),
        ("b", 3, 0),
    ]


def test_without_a_seed_it_waits() -> None:
    result = count(vote("lot", votes(a=1, b=1), "abc"))

    assert (result.status, result.winners, result.tied) == ("needs_lot", (), ("a", "b"))


def test_the_order_is_that_of_the_hash_of_seed_and_name() -> None:
    by_hand = sorted("abd", key=lambda name: sha256(f"linde:{name}".encode()).hexdigest())

    result = count(vote("lot", votes(a=1, b=1, d=1), "abcd", winners=2, seed="linde"))

    assert result.winners == tuple(by_hand[:2])
    assert [s.option for s in result.standings] == [*by_hand, "c"]
    assert [s.place for s in result.standings] == [1, 2, 3, 4]


def test_how_often_somebody_is_named_makes_no_difference() -> None:
    once = vote("lot", votes(a=1, b=1), "ab", seed="x")
    often = vote("lot", votes(a=9, b=1), "ab", seed="x")

    assert count(once).winners == count(often).winners


def test_the_seed_of_the_product_is_the_fingerprint_with_three_dice() -> None:
    assert lots.seed("abc", (3, 5, 1)) == sha256(b"abc351").hexdigest()


@pytest.mark.parametrize("dice", [(), (1, 2), (0, 1, 2), (1, 2, 7), (1, 2, 3, 4)])
def test_dice_are_three_and_have_six_sides(dice: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="three dice"):
        lots.seed("abc", dice)


@pytest.mark.parametrize("typed", ["3 5 1", "351", "3, 5, 1", " 3-5-1 "])
def test_dice_are_read_as_people_type_them(typed: str) -> None:
    assert lots.typed_dice(typed) == (3, 5, 1)


@pytest.mark.parametrize("typed", ["", "35", "3 5 7", "3511", "drie"])
def test_what_is_no_throw_is_refused(typed: str) -> None:
    with pytest.raises(InvalidSettings, match="dice"):
        lots.typed_dice(typed)


@pytest.mark.parametrize("mark", [2, -1, True, "1"])
def test_willing_is_one(mark: object) -> None:
    method = METHODS["lot"]

    with pytest.raises(InvalidBallot):
        method.check({"a": mark}, "ab", method.clean_settings({}, 2))
