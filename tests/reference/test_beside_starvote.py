"""STAR beside starvote, which leaves to a permutation what we try in every pairing.

Where a tie for a place in the run-off stays, counting.md tries every pairing: so the winners are
those that starvote finds over all permutations of its last tie-breaker, `tied` when they differ.
"""

from itertools import permutations

import pytest
from starvote import predefined_permutation_tiebreaker, star_voting

from tests.reference.against import COUNTS
from tests.reference.elections import Vote, votes

pytestmark = pytest.mark.slow

DECIDED = ("chosen", "tied")
VOTES = [vote for vote in votes("star", 500) if len(vote.options) <= 4]


@pytest.mark.parametrize("by", COUNTS)
def test_the_winners_are_those_of_every_permutation(by: str) -> None:
    for vote in VOTES:
        found = COUNTS[by](vote)
        if found["status"] in DECIDED:
            theirs = {winner(vote, order) for order in permutations(vote.options)}

            assert set(found["winners"]) == theirs, vote
            assert (found["status"] == "tied") == (len(theirs) > 1), vote


def winner(vote: Vote, order: tuple[str, ...]) -> str:
    ballots = [
        {option: marks.get(option, 0) for option in vote.options}
        for marks in vote.one_by_one
        if marks
        and all(o in vote.options and type(m) is int and 0 <= m <= 5 for o, m in marks.items())
    ]
    tiebreaker = predefined_permutation_tiebreaker(list(order))
    return str(star_voting(ballots, tiebreaker=tiebreaker)[0])
