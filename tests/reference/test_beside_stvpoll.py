"""STV beside the recorded answers of STVPoll 0.5.6, with our order of lots for its last ties.

Differences that counting.md explains: STVPoll lets a surplus go to somebody elected at the same
stage whose own surplus still waits; we pass over whoever is elected. And it rounds a value to five
decimals where we cut off.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reference.against import COUNTS, plainly
from tests.reference.elections import Vote

pytestmark = pytest.mark.slow

RECORDED = Path(__file__).parent / "recorded" / "stvpoll.jsonl"
ANSWERS = [json.loads(line) for line in RECORDED.read_text().splitlines()]


def vote(answer: dict[str, Any], method: str) -> Vote:
    ballots = [
        ({option: place for place, option in enumerate(ranking, 1)}, times)
        for ranking, times in answer["ballots"]
    ]
    return Vote(
        method,
        answer["options"],
        ballots,
        {"seats": answer["seats"], "seed": answer["seed"]},
        sum(times for _, times in ballots),
        None,
    )


@pytest.mark.parametrize("by", COUNTS)
def test_the_same_are_elected_unless_surpluses_wait_together(by: str) -> None:
    alone = [answer for answer in ANSWERS if not several_surpluses(vote(answer, "stv"))]

    assert len(alone) > len(ANSWERS) // 2
    for answer in alone:
        assert sorted(COUNTS[by](vote(answer, "stv"))["winners"]) == answer["elected"], answer


@pytest.mark.parametrize("by", COUNTS)
def test_the_instant_run_off_is_theirs_with_one_seat(by: str) -> None:
    for answer in ANSWERS:
        if answer["seats"] == 1:
            found = COUNTS[by](vote(answer, "ranked"))

            assert found["winners"] == answer["elected"], answer


def several_surpluses(one: Vote) -> bool:
    quota = len(one.one_by_one) // (one.settings["seats"] + 1) + 1
    return any(
        sum(votes > quota for votes in stage.values()) > 1 for stage in plainly(one)["stages"]
    )
