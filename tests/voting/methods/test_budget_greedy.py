"""Greedy budget: by value, as far as the money goes, and no further."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.voting.elections import elections
from tests.voting.votes import Ballots, vote
from voting import METHODS, Election, InvalidElection, InvalidSettings, count

BALLOTS: Ballots = [({"a": 1, "b": 1, "c": 1}, 6), ({"d": 1}, 4)]
COSTS = {"a": 9, "b": 8, "c": 6, "d": 5}


def test_the_most_wanted_goes_first_and_of_equals_the_cheaper() -> None:
    result = count(vote("budget_greedy", BALLOTS, "abcd", costs=COSTS, budget=20))

    assert (result.status, result.winners) == ("chosen", ("c", "b", "d"))
    assert [(s.option, s.place, s.value, s.voters) for s in result.standings] == [
        ("c", 1, 6, 6),
        ("b", 2, 6, 6),
        ("a", 3, 6, 6),
        ("d", 4, 4, 4),
    ]
    assert result.tables["money"] == {"budget": 20, "spent": 19, "left": 1}


def test_one_that_does_not_fit_is_passed_over_or_ends_it() -> None:
    stopped = vote("budget_greedy", BALLOTS, "abcd", costs=COSTS, budget=20, overflow="stop")

    assert count(stopped).winners == ("c", "b")


def test_points_are_added_up() -> None:
    points = [({"a": 1}, 3), ({"b": 4}, 1)]

    result = count(vote("budget_greedy", points, "ab", costs={"a": 2, "b": 2}, budget=3))

    assert (result.winners, [s.value for s in result.standings]) == (("b",), [4, 3])


def test_equals_that_all_fit_are_funded_in_the_order_of_the_file() -> None:
    equal = vote("budget_greedy", [({"a": 1, "b": 1}, 2)], "ba", costs={"a": 2, "b": 2}, budget=4)

    result = count(equal)

    assert (result.winners, [s.place for s in result.standings]) == (("b", "a"), [1, 1])


def test_equals_that_do_not_all_fit_wait_for_a_lot() -> None:
    ballots = [({"a": 1, "b": 1, "c": 2}, 2)]
    costs = {"a": 2, "b": 2, "c": 1}

    waiting = count(vote("budget_greedy", ballots, "abc", costs=costs, budget=3))
    drawn = count(vote("budget_greedy", ballots, "abc", costs=costs, budget=3, seed="dice"))

    assert (waiting.status, waiting.winners, waiting.tied) == ("needs_lot", ("c",), ("a", "b"))
    assert drawn.status == "chosen"
    assert drawn.winners in (("c", "a"), ("c", "b"))
    assert [s.place for s in drawn.standings] == [1, 2, 3]


def test_what_nobody_asked_for_is_never_funded_though_it_fits() -> None:
    ballots = [({"a": 0}, 3), ({"b": 1}, 1)]

    result = count(vote("budget_greedy", ballots, "ab", costs={"a": 0, "b": 1}, budget=9))

    assert (result.winners, result.ballots.blank) == (("b",), 3)


def test_when_nothing_fits_nothing_is_decided() -> None:
    result = count(vote("budget_greedy", BALLOTS, "abcd", costs=COSTS, budget=4))

    assert (result.status, result.winners) == ("undecided", ())


@pytest.mark.parametrize("budget", [None, -1, "much", 1.5, True])
def test_a_budget_is_needed_and_is_money(budget: object) -> None:
    with pytest.raises(InvalidSettings) as refused:
        METHODS["budget_greedy"].clean_settings({"budget": budget}, 2)

    assert refused.value.field == "budget"


def test_every_option_has_a_cost() -> None:
    with pytest.raises(InvalidElection, match="options 1 cost"):
        count(vote("budget_greedy", [], "a", budget=3))


@settings(max_examples=80)
@given(elections("budget_greedy"))
def test_no_more_is_spent_than_there_is(election: Election) -> None:
    result = count(election)

    spent = sum(Fraction(o.cost or 0) for o in election.options if o.id in result.winners)
    assert spent <= Fraction(str(election.settings["budget"]))
