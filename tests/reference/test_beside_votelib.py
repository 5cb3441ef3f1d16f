"""Schulze and STV beside votelib, which keeps exact fractions and leaves every tie open.

Differences that counting.md explains: votelib stops at a tie for elimination, where we look back
and draw; and it moves several surpluses at the same moment, where we move the largest first.
"""

from collections import Counter
from random import Random
from typing import Any

import pytest
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Tie
from votelib.evaluate.sequential import TransferableVoteSelector

from tests.reference.against import COUNTS, plainly
from tests.reference.elections import Vote

pytestmark = pytest.mark.slow

LETTERS = "abcdef"


def ranked_vote(method: str, chance: Random) -> Vote:
    """Everybody ranks everything: votelib knows only options that somebody ranked."""
    options = chance.sample(LETTERS, chance.randint(3, 6))
    pool = [
        {option: place for place, option in enumerate(chance.sample(options, len(options)), 1)}
        for _ in range(chance.randint(2, 12))
    ]
    if method == "schulze":
        pool = [{o: 1 + place // chance.randint(1, 2) for o, place in b.items()} for b in pool]
    ballots = [(chance.choice(pool), 1) for _ in range(chance.randint(3, 40))]
    settings = {"seats": chance.randint(1, 3)} if method == "stv" else {}
    return Vote(method, options, ballots, settings, len(ballots), None)


STV = [ranked_vote("stv", Random(f"stv {seed}")) for seed in range(300)]
SCHULZE = [ranked_vote("schulze", Random(f"schulze {seed}")) for seed in range(300)]


@pytest.mark.parametrize("by", COUNTS)
def test_schulze_finds_their_winner(by: str) -> None:
    for vote in SCHULZE:
        found = COUNTS[by](vote)

        theirs = schulze(vote)
        if found["status"] == "chosen":
            assert theirs == set(found["winners"]), vote
        else:
            assert theirs <= set(found["winners"]), vote


@pytest.mark.parametrize("by", COUNTS)
def test_stv_elects_theirs_unless_surpluses_wait_together(by: str) -> None:
    agreed = 0
    for vote in STV:
        theirs = elected(vote)
        if theirs is not None and not several_surpluses(vote):
            assert set(COUNTS[by](vote)["winners"]) == theirs, vote
            agreed += 1

    assert agreed > len(STV) // 2


def schulze(vote: Vote) -> set[str]:
    ballots: Counter[Any] = Counter(
        tuple(frozenset(o for o in marks if marks[o] == rank) for rank in sorted({*marks.values()}))
        for marks in vote.one_by_one
    )
    winners = Schulze().evaluate(RankedToCondorcetVotes().convert(ballots), 1)
    if not winners:
        return set()
    return set(winners[0]) if isinstance(winners[0], Tie) else {winners[0]}


def elected(vote: Vote) -> set[str] | None:
    """None where votelib meets a tie."""
    ballots = Counter(tuple(sorted(marks, key=marks.__getitem__)) for marks in vote.one_by_one)
    try:
        return set(TransferableVoteSelector().evaluate(ballots, vote.settings["seats"]))
    except NotImplementedError:
        return None


def several_surpluses(vote: Vote) -> bool:
    quota = len(vote.one_by_one) // (vote.settings["seats"] + 1) + 1
    return any(
        sum(votes > quota for votes in stage.values()) > 1 for stage in plainly(vote)["stages"]
    )
