"""Wrong codes are slowed where they are typed; right ones never are."""

import pytest

from communities.signing_in import guessing
from communities.signing_in.guessing import (
    EVERYWHERE,
    ONE_RANGE,
    QUICKEST,
    SLOWEST,
    Guesses,
    address_range,
)
from plumbing.limits import Lately


@pytest.fixture
def guesses() -> Guesses:
    return Guesses(Lately())


def test_the_same_wrong_digits_are_soon_not_looked_at(guesses: Guesses) -> None:
    for _ in range(5):
        guesses.count("12345678", "hall")

    assert guesses.are_too_many("12345678", "hall")
    assert not guesses.are_too_many("87654321", "hall")


def test_a_range_that_guesses_must_wait_and_others_need_not(guesses: Guesses) -> None:
    for number in range(ONE_RANGE[0].amount):
        guesses.count(f"{number:08}", "guesser")

    assert guesses.are_too_many("87654321", "guesser")
    assert not guesses.are_too_many("87654321", "hall")


def test_the_more_wrong_the_longer_it_takes(guesses: Guesses) -> None:
    waits = [guesses.count(f"{number:08}", "guesser") for number in range(ONE_RANGE[0].amount)]

    assert waits == sorted(waits)
    assert waits[0] < QUICKEST + 0.1
    assert waits[-1] == SLOWEST


def test_while_guessing_goes_on_everywhere_each_range_gets_few_tries(guesses: Guesses) -> None:
    for number in range(EVERYWHERE.amount):
        guesses.count(f"{number:08}", f"place {number}")
    for number in range(5):
        guesses.count(f"9{number:07}", "new place")

    assert guesses.are_too_many("87654321", "new place")
    assert not guesses.are_too_many("87654321", "hall that types right codes")


@pytest.mark.parametrize(
    ("address", "range_of_it"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (None, ""),
        ("unix", "unix"),
    ],
)
def test_neighbouring_addresses_are_one_range(address: str | None, range_of_it: str) -> None:
    assert address_range(address) == range_of_it


def test_limits_are_wide_enough_for_a_hall() -> None:
    assert guessing.ONE_RANGE[0].amount > 80
