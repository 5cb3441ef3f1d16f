"""Budgets beside the recorded answers of pabutools 1.2.3, which needs 170 MB to be installed.

Recorded with `Cost_Sat`, ties by supporters, cost and our order of lots. pabutools stops adding as
soon as nothing more fits in the budget; counting.md goes on until every supported option is funded
or the budget is passed. That is the only difference allowed.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reference.against import COUNTS
from tests.reference.elections import Vote

pytestmark = pytest.mark.slow

RECORDED = Path(__file__).parent / "recorded" / "pabutools.jsonl"
ANSWERS = [json.loads(line) for line in RECORDED.read_text().splitlines()]


def vote(answer: dict[str, Any], method: str, **settings: str) -> Vote:
    ballots = [(dict.fromkeys(chosen, 1), times) for chosen, times in answer["ballots"]]
    return Vote(
        method,
        answer["options"],
        ballots,
        {"budget": answer["budget"], "seed": answer["seed"], **settings},
        sum(times for _, times in ballots),
        None,
        answer["costs"],
    )


@pytest.mark.parametrize("by", COUNTS)
def test_greedy_funds_the_same(by: str) -> None:
    for answer in ANSWERS:
        found = COUNTS[by](vote(answer, "budget_greedy"))

        assert sorted(found["winners"]) == answer["greedy"], answer


@pytest.mark.parametrize("by", COUNTS)
def test_equal_shares_fund_the_same_in_the_same_order(by: str) -> None:
    for answer in ANSWERS:
        found = COUNTS[by](vote(answer, "budget_shares", completion="none"))

        assert found["winners"] == answer["none"], answer


@pytest.mark.parametrize("by", COUNTS)
def test_adding_one_each_stops_at_theirs_unless_theirs_is_full(by: str) -> None:
    for answer in ANSWERS[::3]:
        found = COUNTS[by](vote(answer, "budget_shares", completion="add1"))

        theirs = answer["add1"]
        assert found["winners"][: len(theirs)] == theirs or is_full(answer, theirs), answer


def is_full(answer: dict[str, Any], funded: list[str]) -> bool:
    left = answer["budget"] - sum(answer["costs"][option] for option in funded)
    supported = {option for chosen, _ in answer["ballots"] for option in chosen}
    return all(answer["costs"][option] > left for option in supported - set(funded))
