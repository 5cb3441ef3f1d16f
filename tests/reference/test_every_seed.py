"""What a count says of its lots is true of every seed."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.reference.against import COUNTS
from tests.reference.elections import Vote, level_shares, votes
from tests.reference.test_against import ELECTIONS

pytestmark = pytest.mark.slow

SEEDS = [str(number) for number in range(12)]


@pytest.mark.parametrize("by", COUNTS)
def test_no_seed_elects_otherwise_where_equal_shares_need_no_lot(by: str) -> None:
    statuses = {kept_promise(by, vote) for vote in without_seed(level_shares(ELECTIONS // 40))}

    assert {"chosen", "needs_lot"} <= statuses


@pytest.mark.parametrize("method", ["budget_greedy", "budget_shares", "dots", "ranked", "stv"])
def test_no_seed_elects_otherwise_where_no_lot_is_needed(method: str) -> None:
    statuses = {
        kept_promise("product", vote) for vote in without_seed(votes(method, ELECTIONS // 20))
    }

    assert {"chosen", "needs_lot"} <= statuses


@pytest.mark.parametrize("by", COUNTS)
def test_lots_of_two_attempts_fall_apart_from_each_other(by: str) -> None:
    vote = Vote(
        "budget_shares",
        ["a", "b", "c", "d"],
        [
            ({"a": 1}, 2),
            ({"c": 1, "d": 1}, 1),
            ({"b": 1, "c": 1}, 1),
            ({"a": 1, "c": 1}, 1),
            ({}, 1),
        ],
        {"budget": 8},
        6,
        None,
        {"a": 4, "b": 4, "c": 4, "d": 1},
    )

    found = COUNTS[by](vote)

    assert (found["status"], found["winners"], found["tied"]) == ("needs_lot", ["a"], ["a", "c"])
    assert all(elected == {"a", "c"} for elected in elected_by_seeds(by, vote))


def without_seed(elections: Iterable[Vote]) -> Iterable[Vote]:
    for vote in elections:
        vote.settings.pop("seed", None)
        yield vote


def kept_promise(by: str, vote: Vote) -> str:
    """The status, once every seed has elected what was promised without one."""
    found = COUNTS[by](vote)
    promised = set(found["winners"])
    for elected in elected_by_seeds(by, vote):
        assert elected >= promised if found["status"] == "needs_lot" else elected == promised, vote
    return str(found["status"])


def elected_by_seeds(by: str, vote: Vote) -> list[set[str]]:
    seeded = [replace(vote, settings={**vote.settings, "seed": seed}) for seed in SEEDS]
    return [set(COUNTS[by](one)["winners"]) for one in seeded]
