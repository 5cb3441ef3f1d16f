"""Chance beside the recorded answers of SciPy 1.17.1, which needs 200 MB to be installed.

Of `hypergeom`, `nchypergeom_fisher`, `permutation_test` and `mannwhitneyu` (exact), `rankdata` and
`poisson_binom`; the seed was 2008. Every count lies near what chance makes of it, so that no tail
is lost in the last decimals.
"""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from representation.counts import Settings
from representation.drawn import exact
from representation.hypergeometric import hypergeometric
from representation.individuals import chance_of_losing
from representation.outvoted import Voter, p_outvoted, seed_of
from representation.scores import ScoredAttribute
from representation.tables import Table, p_noninferior
from representation.talk import judge_talk, ranks

RECORDED = Path(__file__).parent / "recorded" / "scipy.jsonl"
ANSWERS = [json.loads(line) for line in RECORDED.read_text().splitlines()]


def answers(kind: str) -> Iterator[dict[str, Any]]:
    found = [answer for answer in ANSWERS if answer["kind"] == kind]
    assert found
    yield from found


def test_both_tails_are_those_of_the_hypergeometric_distribution() -> None:
    for answer in answers("hypergeometric"):
        N, K, n, x = answer["table"]
        chance = hypergeometric(N, K, n)

        assert chance.lower_tail(x) == pytest.approx(answer["lower"], rel=1e-9), answer
        assert chance.upper_tail(x) == pytest.approx(answer["upper"], rel=1e-9), answer


def test_both_tails_are_those_of_fishers_noncentral_distribution() -> None:
    for answer in answers("noncentral"):
        N, K, n, x = answer["table"]
        chance = hypergeometric(N, K, n, answer["odds"])

        assert chance.lower_tail(x) == pytest.approx(answer["lower"], rel=1e-7), answer
        assert chance.upper_tail(x) == pytest.approx(answer["upper"], rel=1e-7), answer


def test_noninferiority_is_a_tail_at_the_odds_of_being_heard_half_as_often() -> None:
    for answer in answers("noninferior"):
        N, K, n, x = answer["table"]

        found = p_noninferior(Table(N, K, n, x), Fraction(answer["rho"]))

        assert found == pytest.approx(answer["upper"], rel=1e-7), answer


def test_a_sum_of_scores_drawn_at_random_is_their_permutation_test() -> None:
    for answer in answers("permutation"):
        group, rest = answer["group"], answer["rest"]
        voters = [Voter(score, Fraction(0)) for score in (*group, *rest)]

        chance = exact((*group, *rest), {len(group)})[len(group)]
        by_subsets = p_outvoted(voters, range(len(group)), seed_of([1]))

        assert chance.lower_tail(sum(group)) == pytest.approx(answer["lower"], rel=1e-9), answer
        assert by_subsets == pytest.approx(answer["lower"], rel=1e-9), answer


def test_equal_numbers_of_words_share_the_middle_rank() -> None:
    for answer in answers("ranks"):
        words = answer["words"]

        assert ranks(words, sorted(words)) == tuple(2 * rank for rank in answer["ranks"]), answer


def test_who_talks_less_is_told_by_the_rank_sum_test() -> None:
    for answer in answers("rank sum"):
        values = {"group": tuple(answer["group"]), "rest": tuple(answer["rest"])}

        rows = judge_talk([ScoredAttribute("wonen", values)], Settings(k=2))

        assert rows[0].p == pytest.approx(answer["lower"], rel=1e-9), answer


def test_losing_by_chance_is_poisson_binomial() -> None:
    for answer in answers("losing"):
        found = chance_of_losing(answer["shares"], answer["lost"])

        assert found == pytest.approx(answer["upper"], rel=1e-9, abs=1e-14), answer
