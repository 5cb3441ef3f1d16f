"""Structurally outvoted: a group whose open votes are on the losing side more often than others'.

A ballot wins when it supports a winning option; blanks do not count. For facilitators only. With
secret votes nobody can see this, and the panel says so.
"""

import hashlib
import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb, lcm

from representation.counts import DEFAULTS, Settings
from representation.holm import at_most

_FEWEST_DECISIONS = 6
_FEWEST_VOTERS = 10
_ALL_SUBSETS_UP_TO = 10_000
_DRAWS = 9_999


@dataclass(frozen=True)
class Voter:
    """Ballots won, and the sum of the shares of winning ballots in the decisions voted in."""

    wins: int
    expected: Fraction


@dataclass(frozen=True)
class OutvotedRow:
    """The group's wins minus what is expected of them; nothing for a group of too few voters.

    `voters` are people, `statistic` is in ballots, and p is the probability that `p_outvoted`
    gives.
    """

    group: str
    flagged: bool = False
    voters: int | None = None
    statistic: Fraction | None = None
    p: float | None = None
    p_adj: float | None = None


def judge_outvoted(
    voters: Sequence[Voter],
    groups: Mapping[str, Collection[int]],
    decision_ids: Collection[int],
    settings: Settings = DEFAULTS,
) -> list[OutvotedRow]:
    """A row per group, given as places in `voters`; no rows with fewer than six decisions.

    Flagged when Holm's p_adj ≤ alpha; only groups of ten voters or more are tested. The same
    decisions give the same draws, so that anybody can repeat them. Source: a permutation test of a
    sum over people (Pitman, 1937); Holm (Scandinavian Journal of Statistics 6, 1979) over the
    groups.
    """
    seed = seed_of(decision_ids)
    if len(set(decision_ids)) < _FEWEST_DECISIONS:
        return []
    tested = {
        name: p_outvoted(voters, places, seed)
        for name, places in groups.items()
        if len(places) >= _FEWEST_VOTERS
    }
    corrected = holm(tested)
    return [
        OutvotedRow(
            name,
            at_most(corrected[name], settings.alpha),
            len(places),
            sum((voters[place].wins - voters[place].expected for place in places), Fraction(0)),
            tested[name],
            corrected[name],
        )
        if name in tested
        else OutvotedRow(name)
        for name, places in groups.items()
    ]


def seed_of(decision_ids: Iterable[int]) -> bytes:
    """The SHA-256 of the sorted decision ids, written with commas."""
    return hashlib.sha256(",".join(map(str, sorted(set(decision_ids)))).encode()).digest()


def p_outvoted(voters: Sequence[Voter], places: Collection[int], seed: bytes) -> float:
    """How often as many voters, drawn at random, win as rarely as this group or more rarely.

    `places` are the group's places in `voters`. All subsets when there are at most 10,000; else
    9,999 drawn by `seed`, p = (1 + hits) / 10,000, so that it is never 0 (Phipson and Smyth,
    Statistical Applications in Genetics and Molecular Biology 9, 2010).
    """
    scores = _whole_scores(voters)
    observed = sum(scores[place] for place in places)
    subsets = comb(len(scores), len(places))
    if subsets <= _ALL_SUBSETS_UP_TO:
        sums = map(sum, combinations(scores, len(places)))
        return sum(one <= observed for one in sums) / subsets
    hits = sum(one <= observed for one in _drawn_sums(scores, len(places), seed))
    return (1 + hits) / (1 + _DRAWS)


def _whole_scores(voters: Sequence[Voter]) -> list[int]:
    """Wins minus expected wins over one denominator, so that equal sums are exactly equal."""
    scores = [voter.wins - voter.expected for voter in voters]
    common = lcm(*(score.denominator for score in scores))
    return [int(score * common) for score in scores]


def _drawn_sums(scores: Sequence[int], size: int, seed: bytes) -> Iterator[int]:
    chance = random.Random(seed)
    ranked, total = sorted(scores), sum(scores)
    fewer = min(size, len(ranked) - size)
    for _ in range(_DRAWS):
        drawn = sum(chance.sample(ranked, fewer))
        yield drawn if fewer == size else total - drawn


def holm(p: Mapping[str, float]) -> dict[str, float]:
    """Holm's adjusted p-values (1979), for drawn subsets, which have no attainable values."""
    found: dict[str, float] = {}
    highest = 0.0
    for step, name in enumerate(sorted(p, key=lambda name: p[name])):
        highest = max(highest, (len(p) - step) * p[name])
        found[name] = min(1.0, highest)
    return found
