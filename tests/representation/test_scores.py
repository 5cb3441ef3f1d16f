"""Sums of scores: the window over decisions and the talk, by hand and by counting every subset."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation import Settings, Verdict, VerdictReason
from representation.drawn import chances, exact, normal
from representation.scores import ScoredAttribute
from representation.talk import Talkers, judge_talk, ranks, talkers
from representation.window import judge_window

STREETS = ScoredAttribute(
    "straat", {"Lindelaan": (6, 5, 6, 6, 4, 5, 6, 5), "Havenweg": (1, 0, 2, 1, 0)}
)


def test_a_street_that_is_heard_less_for_long_is_flagged() -> None:
    lindelaan, havenweg = judge_window([STREETS], decisions=6)

    assert lindelaan.verdict is Verdict.UNCLEAR
    assert havenweg.verdict is Verdict.UNDERHEARD
    assert (havenweg.N, havenweg.K, havenweg.total) == (13, 5, 4)
    assert havenweg.expected == Fraction(5 * 47, 13)
    assert havenweg.p == pytest.approx(1 / 1287)


def test_two_decisions_are_no_window() -> None:
    assert judge_window([ScoredAttribute("straat", {"a": (2,) * 9, "b": (0,) * 9})], 2) == []


def test_a_window_of_more_than_six_decisions_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 6"):
        judge_window([STREETS], decisions=7)


def test_a_score_above_the_number_of_decisions_is_refused() -> None:
    with pytest.raises(ValueError, match="straat"):
        judge_window([STREETS], decisions=5)


def test_rare_but_nearly_fair_is_no_flag() -> None:
    wide = ScoredAttribute("wijk", {"Noord": (5,) * 200, "Zuid": (6,) * 200})

    noord, _ = judge_window([wide], decisions=6)

    assert noord.p_adj < 0.05
    assert noord.verdict is Verdict.UNCLEAR


def test_small_streets_merge_and_single_ones_hide() -> None:
    small = replace(STREETS, values={**STREETS.values, "Dorpsplein": (3, 3), "Singel": (2, 2, 2)})
    single = ScoredAttribute("wonen", {"huur": (1,) * 4, "koop": (2,) * 9})

    rows = judge_window([small, single], decisions=6)

    assert [(row.value, row.merged, row.K) for row in rows[:3]] == [
        ("Lindelaan", ("Lindelaan",), 8),
        ("Havenweg", ("Havenweg",), 5),
        ("anders", ("Dorpsplein", "Singel"), 5),
    ]
    assert [(row.verdict, row.N, row.p) for row in rows[3:]] == [(Verdict.HIDDEN, 0, 1.0)] * 2


def test_of_several_languages_each_is_compared_with_everybody_who_answered() -> None:
    known = (6, 6, 5, 5, 6, 6, 5, 1, 0, 1, 2, 0)
    languages = ScoredAttribute(
        "talen",
        {"Turks": (1, 0, 1, 2, 0), "Nederlands": known[:11]},
        multiple=True,
        known=known,
    )

    turks, nederlands = judge_window([languages], decisions=6)

    assert (turks.verdict, turks.N) == (Verdict.UNDERHEARD, 12)
    assert nederlands.verdict is Verdict.HIDDEN


def test_a_street_that_most_left_blank_says_nothing() -> None:
    rows = judge_window([replace(STREETS, unknown=14)], decisions=6)

    assert {row.reason for row in rows} == {VerdictReason.COVERAGE}


@given(st.lists(st.integers(0, 6), min_size=2, max_size=11), st.data())
def test_every_subset_is_counted_once(scores: list[int], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(scores) - 1))
    observed = data.draw(st.integers(0, 6 * size))
    sums = [sum(drawn) for drawn in combinations(scores, size)]

    chance = exact(scores, [size])[size]

    expected = sum(one <= observed for one in sums) / len(sums)
    assert chance.lower_tail(observed) == pytest.approx(expected)


def test_above_the_limit_the_normal_approximation_is_close() -> None:
    scores = [place % 7 for place in range(300)]

    counted, approached = exact(scores, [100])[100], normal(scores, 100)

    for total in (260, 280, 300, 320):
        assert approached.lower_tail(total) == pytest.approx(counted.lower_tail(total), abs=1e-3)


def test_the_approximation_attains_only_whole_sums() -> None:
    approached = normal([place % 7 for place in range(700)], 200)
    p = approached.lower_tail(560)

    assert approached.largest_at_most(p) == p
    assert approached.largest_at_most(p * 0.999) == approached.lower_tail(559)
    assert approached.largest_at_most(0) == 0


def test_when_all_scores_are_equal_no_sum_is_rare() -> None:
    chance = chances([3] * 600, [100], exact_up_to=500)[100]

    assert chance.lower_tail(300) == 1


def test_the_largest_window_that_is_exact_is_counted() -> None:
    scores = [place % 7 for place in range(500)]

    chance = exact(scores, [250])[250]

    assert chance.lower_tail(sum(scores) // 2) == pytest.approx(0.5, abs=0.02)


def test_three_of_forty_wrote_most() -> None:
    words = [900, 700, 800, 400, 300, 500, 400]

    assert talkers(words, people=40) == Talkers(3, 40, 60)


def test_without_a_word_nobody_wrote_most() -> None:
    assert talkers([0, 0], people=12) is None


def test_equal_amounts_share_the_middle_rank() -> None:
    assert ranks((5, 5, 1, 9), [1, 5, 5, 9]) == (5, 5, 2, 8)


def test_one_loud_neighbour_does_not_make_the_others_quiet() -> None:
    words = ScoredAttribute("wonen", {"koop": (9000, 10, 20, 30, 40), "huur": (11, 21, 31, 41, 51)})

    assert {row.verdict for row in judge_talk([words])} == {Verdict.UNCLEAR}


def test_a_group_that_all_speak_less_than_the_others_is_flagged() -> None:
    words = ScoredAttribute("wonen", {"koop": (90, 80, 70, 60, 50), "huur": (9, 8, 7, 6, 5)})

    koop, huur = judge_talk([words], Settings())

    assert koop.verdict is Verdict.UNCLEAR
    assert huur.verdict is Verdict.UNDERHEARD
    assert huur.p == pytest.approx(1 / 252)
