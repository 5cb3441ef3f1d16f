"""Equal shares: everybody has the same money, and a group decides over its part."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.elections import elections
from tests.voting.votes import Ballots, vote
from voting import Election, Result, count

MAJORITY: Ballots = [({"a": 1, "b": 1, "c": 1}, 6), ({"d": 1}, 4)]
FIVE_EACH = dict.fromkeys("abcd", 5)


def cost_of(election: Election, options: Sequence[str]) -> Fraction:
    return sum((Fraction(o.cost or 0) for o in election.options if o.id in options), Fraction(0))


def paid(result: Result) -> list[tuple[str, object, object]]:
    return [
        (one["option"], one["price"], one["payments"])  # type: ignore[misc]
        for one in (stage.as_json() for stage in result.rounds)
        if "price" in one
    ]


def test_six_of_ten_cannot_take_all_of_the_money() -> None:
    """20 for ten people: six want a, b and c, four want d; greedy would fund three of the six."""
    shares = vote("budget_shares", MAJORITY, "abcd", costs=FIVE_EACH, budget=15, seed="x")
    greedy = vote("budget_greedy", MAJORITY, "abcd", costs=FIVE_EACH, budget=15, seed="x")

    result = count(shares)

    assert "d" in result.winners
    assert "d" not in count(greedy).winners
    assert set(result.as_json()["greedy"]["winners"]) == set("abc")  # type: ignore[index]


def test_everybody_pays_the_same_and_who_has_less_all_she_has() -> None:
    """30 for three people, 10 each. a costs 12: 6 each of two. b costs 13: 4, the rest of one."""
    ballots = [({"a": 1, "b": 1}, 1), ({"a": 1}, 1), ({"b": 1}, 1)]

    result = count(vote("budget_shares", ballots, "ab", costs={"a": 12, "b": 13}, budget=30))

    assert paid(result) == [
        ("a", "1/2", [{"ballots": 2, "each": 6}]),
        ("b", "9/13", [{"ballots": 1, "each": 9}, {"ballots": 1, "each": 4}]),
    ]


def test_a_blank_keeps_its_share() -> None:
    ballots = [({"a": 1}, 1), ({}, 1)]

    alone = vote("budget_shares", ballots, "a", costs={"a": 6}, budget=10, completion="none")

    assert count(alone).status == "undecided"


def test_points_say_who_supports_and_decide_nothing() -> None:
    ballots = [({"a": 9}, 1), ({"b": 1}, 2)]

    result = count(vote("budget_shares", ballots, "ab", costs={"a": 3, "b": 3}, budget=4))

    assert result.winners == ("b",)


def test_what_costs_nothing_is_funded_first() -> None:
    ballots = [({"a": 1, "b": 1}, 3), ({"a": 1}, 1)]

    result = count(vote("budget_shares", ballots, "abc", costs={"a": 2, "b": 0, "c": 0}, budget=9))

    assert result.winners == ("b", "a")


def test_adding_one_spends_what_no_group_could_pay() -> None:
    """Four people with 2 each: a of 3 has one supporter, b of 5 has two."""
    ballots = [({"a": 1}, 1), ({"b": 1}, 2), ({}, 1)]
    options: dict[str, Any] = {"costs": {"a": 3, "b": 5}, "budget": 8}

    none = count(vote("budget_shares", ballots, "ab", completion="none", **options))
    added = count(vote("budget_shares", ballots, "ab", **options))

    assert (none.status, none.winners) == ("undecided", ())
    assert (added.status, added.winners) == ("chosen", ("b", "a"))


@pytest.mark.parametrize("completion", ["add1", "greedy"])
def test_equal_price_then_supporters_then_cost_then_a_lot(completion: str) -> None:
    ballots = [({"a": 1, "b": 1}, 2)]

    waiting = count(
        vote(
            "budget_shares", ballots, "ab", costs={"a": 3, "b": 3}, budget=4, completion=completion
        )
    )

    assert (waiting.status, waiting.winners, waiting.tied) == ("needs_lot", (), ("a", "b"))


@settings(max_examples=80)
@given(elections("budget_shares"))
def test_no_more_is_spent_than_there_is(election: Election) -> None:
    result = count(election)

    assert cost_of(election, result.winners) <= Fraction(str(election.settings["budget"]))


@settings(max_examples=80)
@given(elections("budget_shares"), st.sampled_from(["add1", "greedy"]))
def test_nothing_that_somebody_asked_for_still_fits(election: Election, completion: str) -> None:
    """Exhaustive: what is left pays for no supported option."""
    settings = {"budget": election.settings["budget"], "completion": completion, "seed": "x"}
    complete = Election(
        election.method, election.options, settings, election.roll, election.ballots
    )

    result = count(complete)

    left = Fraction(str(settings["budget"])) - cost_of(election, result.winners)
    asked = {standing.option for standing in result.standings if standing.voters}
    unfunded = [o for o in election.options if o.id in asked and o.id not in result.winners]
    assert all(Fraction(option.cost or 0) > left for option in unfunded)


@settings(max_examples=80)
@given(elections("budget_shares"), st.integers(1, 9))
def test_a_large_group_that_wants_the_same_gets_its_part(election: Election, size: int) -> None:
    """Who all support exactly the same spend their part of the money on it, but for one option.

    Priority for large groups, as in Peters, Pierczyński and Skowron, "Proportional Participatory
    Budgeting with Additive Utilities" (2021).
    """
    wanted = election.option_ids[:2]
    box = [*election.ballots, (dict.fromkeys(wanted, 1), size)]
    budget = Fraction(str(election.settings["budget"]))
    joined = vote(
        "budget_shares",
        box,
        "".join(election.option_ids),
        costs={option.id: int(option.cost or 0) for option in election.options},
        budget=str(budget),
        completion="none",
        seed="x",
    )

    result = count(joined)

    sharers = result.ballots.valid + result.ballots.blank
    part = budget * size / sharers
    for option in set(wanted) - set(result.winners):
        funded = [one for one in result.winners if one in wanted]
        assert cost_of(joined, funded) > part - cost_of(joined, [option])
