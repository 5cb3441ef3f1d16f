"""The verdicts: one situation each, and what holds for all counts."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from representation import (
    Count,
    CountedAttribute,
    Counts,
    GroupRow,
    Settings,
    Value,
    Verdict,
    VerdictReason,
    judge,
)
from tests.representation.bodies import bodies

TENURE = CountedAttribute("wonen", (Value("koop", 48, 32), Value("huur", 32, 8)))
FULL = {"attribute", "value", "N", "K", "n", "x", "expected", "ratio", "verdict", "reason"}


def renters(counts: Counts) -> GroupRow:
    return next(row for row in judge(counts) if row.value == "huur")


def test_everybody_heard_needs_no_test() -> None:
    rows = judge(
        Counts(20, (CountedAttribute("wonen", (Value("koop", 12, 12), Value("huur", 8, 8))),))
    )

    assert {row.reason for row in rows} == {VerdictReason.EVERYBODY}
    assert {row.verdict for row in rows} == {Verdict.HEARD}


def test_an_attribute_that_too_few_filled_in_says_nothing() -> None:
    assert renters(Counts(161, (TENURE,))).reason is VerdictReason.COVERAGE


def test_half_of_the_members_is_enough() -> None:
    assert renters(Counts(160, (TENURE,))).verdict is Verdict.UNDERHEARD


def test_an_attribute_outside_the_family_costs_the_others_nothing() -> None:
    hardly_known = CountedAttribute("taal", (Value("Turks", 6, 1), Value("Pools", 6, 5)))

    alone, beside = (
        renters(Counts(80, attributes)) for attributes in [(TENURE,), (TENURE, hardly_known)]
    )

    assert alone == beside


def test_a_group_that_could_never_be_flagged_is_too_small() -> None:
    rows = judge(Counts(40, (CountedAttribute("taal", (Value("a", 35, 6), Value("b", 5, 0))),)))

    assert [(row.verdict, row.reason) for row in rows if row.value == "b"] == [
        (Verdict.UNCLEAR, VerdictReason.TOO_SMALL)
    ]


def test_a_group_whose_lowest_count_is_fair_is_too_small() -> None:
    rows = judge(Counts(40, (CountedAttribute("taal", (Value("a", 30, 30), Value("b", 10, 8))),)))

    assert rows[1].reason is VerdictReason.TOO_SMALL


def test_a_ratio_on_the_limit_counts_as_less() -> None:
    wijk = CountedAttribute("wijk", (Value("Noord", 500, 160), Value("Zuid", 1500, 640)))

    row = judge(Counts(2000, (wijk,)))[0]

    assert row.table is not None
    assert row.table.ratio == Fraction(4, 5)
    assert row.verdict is Verdict.UNDERHEARD


def test_slightly_less_is_a_note_and_no_flag() -> None:
    wijk = CountedAttribute("wijk", (Value("Noord", 500, 170), Value("Zuid", 1500, 630)))

    row = judge(Counts(2000, (wijk,)))[0]

    assert row.verdict is Verdict.HEARD
    assert row.evidence is not None
    assert row.evidence.slightly_less


def test_many_who_left_it_blank_make_a_flag_provisional() -> None:
    blank = replace(TENURE, unknown=Count(20, 12))

    row = renters(Counts(100, (blank,)))

    assert (row.verdict, row.tipping, row.robust) == (Verdict.UNDERHEARD, 9, False)


def test_unknown_addresses_make_a_flag_provisional() -> None:
    households = replace(TENURE, base=80, provisional=True)

    assert renters(Counts(400, (households,))).robust is False


def test_households_are_covered_by_households_and_not_by_members() -> None:
    households = replace(TENURE, base=80)

    assert renters(Counts(400, (households,))).verdict is Verdict.UNDERHEARD


def test_an_attribute_may_ask_for_larger_cells_in_the_same_family() -> None:
    language = CountedAttribute("taal", (Value("a", 72, 36), Value("b", 8, 4)), k=10)

    rows = judge(Counts(80, (TENURE, language)))

    assert [row.verdict for row in rows if row.attribute == "taal"] == [Verdict.HIDDEN] * 2
    assert renters(Counts(80, (TENURE, language))).k == 5


def test_nearly_everybody_speaking_a_language_hides_those_who_do_not() -> None:
    languages = CountedAttribute(
        "talen",
        (Value("Nederlands", 97, 50), Value("Turks", 20, 9)),
        multiple=True,
        known=Count(100, 52),
    )

    rows = judge(Counts(100, (languages,)))

    assert [row.verdict for row in rows] == [Verdict.HIDDEN, Verdict.HEARD]


def test_a_hundred_thousand_members_in_36_groups_are_judged() -> None:
    attributes = tuple(
        CountedAttribute(
            name, tuple(Value(f"{name}{i}", 25_000, 12_000 + 100 * i) for i in range(4))
        )
        for name in "abcdefghi"
    )

    rows = judge(Counts(100_000, attributes))

    assert len(rows) == 36
    assert {row.verdict for row in rows} == {Verdict.HEARD}


@given(bodies())
def test_a_hidden_row_has_no_counts(counts: Counts) -> None:
    for row in judge(counts):
        if row.verdict is Verdict.HIDDEN:
            assert row.as_json().keys() == {"attribute", "value", "verdict", "reason"}
            assert row.table is None


@given(bodies())
def test_no_shown_group_and_no_rest_is_below_k(counts: Counts) -> None:
    for row in judge(counts):
        if row.table is not None:
            assert counts.settings.k <= row.table.K <= row.table.N - counts.settings.k


@given(bodies())
def test_what_is_listed_comes_out_once(counts: Counts) -> None:
    rows = judge(counts)

    listed = [
        (attribute.name, value.value)
        for attribute in counts.attributes
        for value in attribute.values
        if value.members or any(row.value == value.value for row in rows)
    ]
    assert sorted((row.attribute, one) for row in rows for one in row.merged) == sorted(listed)


@given(bodies())
def test_each_verdict_has_exactly_its_own_keys(counts: Counts) -> None:
    evidence = {"p", "p_adj", "p_noninferior", "band", "slightly_less"}

    for row in judge(counts):
        if row.table is not None:
            expected = FULL | (evidence if row.evidence else set())
            expected |= {"tipping", "robust"} if row.verdict.is_flag else set()
            assert row.as_json().keys() == expected


@given(bodies())
def test_a_flag_is_rare_by_chance_and_well_below_the_fair_share(counts: Counts) -> None:
    for row in judge(counts):
        if row.verdict.is_flag:
            assert row.evidence is not None
            assert row.table is not None
            assert row.evidence.p <= row.evidence.p_adj <= 0.0500001
            assert row.table.x * 5 <= row.table.expected * 4


@given(bodies())
def test_the_order_of_attributes_does_not_matter(counts: Counts) -> None:
    turned = replace(counts, attributes=counts.attributes[::-1])

    def ordered(rows: list[GroupRow]) -> list[GroupRow]:
        return sorted(rows, key=lambda row: (row.attribute, row.value))

    assert ordered(judge(turned)) == ordered(judge(counts))


@given(bodies())
def test_the_order_of_languages_does_not_matter(counts: Counts) -> None:
    turned = replace(
        counts,
        attributes=tuple(
            replace(one, values=one.values[::-1]) if one.multiple else one
            for one in counts.attributes
        ),
    )

    assert sorted(map(str, judge(turned))) == sorted(map(str, judge(counts)))


@pytest.mark.parametrize("x", range(9))
def test_tipping_is_the_first_number_that_undoes_the_flag(x: int) -> None:
    attribute = CountedAttribute(
        "wonen", (Value("koop", 44, 33), Value("huur", 28, x)), unknown=Count(8, 4)
    )

    row = renters(Counts(80, (attribute,)))

    assert row.tipping is not None
    fair_share = Fraction(33 + x + 4) * 28 / 72
    assert (x + row.tipping - 1) / fair_share <= Fraction(4, 5) < (x + row.tipping) / fair_share


def test_settings_are_exact() -> None:
    assert Settings().ratio * 5 == 4
