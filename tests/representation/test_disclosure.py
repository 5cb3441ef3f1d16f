"""Who sees what of a row."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation import (
    Count,
    CountedAttribute,
    Counts,
    GroupRow,
    Settings,
    Table,
    Value,
    Verdict,
    VerdictReason,
    judge,
)
from representation.disclosure import Disclosed, Viewer, disclose, is_small_circle, panel
from representation.shares import Precision, Share, rounded

FACILITATOR, MEMBER, VISITOR = Viewer


def row(
    verdict: Verdict, table: Table, reason: VerdictReason | None = None, u: int = 0
) -> GroupRow:
    return GroupRow("wonen", "huur", verdict, reason, ("huur",), 10, 80, Count(u, u), table)


def seen(row: GroupRow, viewer: Viewer, sensitive: bool = False) -> Disclosed:
    found = disclose(row, viewer, sensitive)
    assert found is not None
    return found


UNDERHEARD = replace(row(Verdict.UNDERHEARD, Table(80, 32, 40, 8)), tipping=5, robust=True)
MISSING = replace(row(Verdict.MISSING, Table(80, 12, 40, 0)), tipping=5, robust=True)


def test_a_facilitator_sees_exact_counts() -> None:
    shown = seen(replace(UNDERHEARD, k=5), FACILITATOR)

    assert shown.share == Share(Precision.EXACT, 8, 32)
    assert shown.expected == 16
    assert shown.table == UNDERHEARD.table


@pytest.mark.parametrize("viewer", [MEMBER, VISITOR])
def test_others_see_tenths_and_no_counts(viewer: Viewer) -> None:
    shown = seen(UNDERHEARD, viewer)

    assert shown.share == Share(Precision.TENTHS, 3, 10)
    assert (shown.table, shown.evidence, shown.expected, shown.known) == (None, None, None, None)


def test_a_facilitator_sees_tenths_and_verdicts_of_sensitive_attributes() -> None:
    shown = seen(MISSING, FACILITATOR, sensitive=True)

    assert shown.verdict is Verdict.MISSING
    assert shown.share == Share(Precision.FEW, 0, 5)
    assert (shown.table, shown.evidence, shown.expected) == (None, None, None)


def test_a_visitor_sees_nothing_of_sensitive_attributes() -> None:
    assert disclose(MISSING, VISITOR, sensitive=True) is None


def test_members_cannot_tell_missing_from_underheard() -> None:
    few = replace(UNDERHEARD, table=Table(80, 32, 40, 1))

    assert seen(replace(MISSING, table=Table(80, 32, 40, 0)), MEMBER) == seen(few, MEMBER)


def test_a_watch_reads_as_unclear_for_members() -> None:
    shown = seen(row(Verdict.WATCH, Table(80, 32, 40, 11)), MEMBER)

    assert (shown.verdict, shown.reason) == (Verdict.UNCLEAR, VerdictReason.BETWEEN)


def test_members_do_not_see_that_everybody_took_part() -> None:
    shown = seen(row(Verdict.HEARD, Table(80, 32, 80, 32), VerdictReason.EVERYBODY), MEMBER)

    assert (shown.verdict, shown.reason) == (Verdict.HEARD, None)
    assert shown.share == Share(Precision.NEARLY_ALL, 10, 10)


@pytest.mark.parametrize(
    ("heard", "reason"), [(0, VerdictReason.NOBODY_YET), (12, VerdictReason.TOO_SMALL)]
)
def test_members_see_that_nobody_did_only_when_the_turnout_says_so(
    heard: int, reason: VerdictReason
) -> None:
    quiet = row(Verdict.UNCLEAR, Table(80, 32, 0, 0), VerdictReason.NOBODY_YET, heard)

    assert seen(quiet, MEMBER).reason is reason


def test_too_few_answers_say_how_many_there_were() -> None:
    shown = seen(row(Verdict.UNCLEAR, Table(30, 15, 20, 8), VerdictReason.COVERAGE), MEMBER)

    assert (shown.known, shown.base) == (30, 80)


@pytest.mark.parametrize(("u", "said"), [(0, 0), (1, None), (9, None), (10, 10)])
def test_blanks_below_k_are_not_counted(u: int, said: int | None) -> None:
    shown = seen(row(Verdict.HEARD, Table(80, 32, 40, 16), u=u), MEMBER)

    assert (shown.blank, shown.blank_heard) == (said, said)


@pytest.mark.parametrize(
    ("viewer", "sensitive"), [(MEMBER, False), (VISITOR, False), (FACILITATOR, True)]
)
def test_rows_of_smaller_cells_are_refused(viewer: Viewer, sensitive: bool) -> None:
    with pytest.raises(ValueError, match="cells of 5, not of 10"):
        disclose(replace(UNDERHEARD, k=5), viewer, sensitive)


@pytest.mark.parametrize(
    ("table", "share"),
    [
        (Table(99, 20, 40, 9), Share(Precision.TENTHS, 5, 10)),
        (Table(99, 19, 40, 9), Share(Precision.FIFTHS, 2, 5)),
        (Table(100, 19, 40, 9), Share(Precision.FIFTHS, 2, 5)),
        (Table(100, 43, 40, 18), Share(Precision.FIVES, 20, 45)),
        (Table(100, 20, 40, 1), Share(Precision.FIVES, 5, 20)),
        (Table(100, 22, 40, 20), Share(Precision.FIVES, 15, 20)),
        (Table(100, 40, 40, 0), Share(Precision.FEW, 0, 10)),
        (Table(100, 40, 60, 40), Share(Precision.NEARLY_ALL, 10, 10)),
        (Table(100, 10, 60, 1), Share(Precision.FIFTHS, 1, 5)),
    ],
)
def test_shares_are_rounded_by_the_size_of_the_group(table: Table, share: Share) -> None:
    assert rounded(table) == share


@given(st.integers(10, 300), st.data())
def test_less_than_one_in_ten_is_true_when_it_is_said(K: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, K))

    share = rounded(Table(K + 50, K, 30 + x, x))

    if share.precision is Precision.FEW:
        assert 10 * x < K
    elif share.precision is Precision.NEARLY_ALL:
        assert 10 * x >= 9 * K
    else:
        assert 0 < x < K
        assert 0 < share.heard < share.of


def watches(*heard: int) -> list[GroupRow]:
    return [
        replace(row(Verdict.WATCH, Table(200, 40, 100, x)), value=f"straat {x}", k=5) for x in heard
    ]


def test_at_most_three_groups_are_watched_the_largest_shortfall_first() -> None:
    shown = panel(watches(14, 12, 15, 13), FACILITATOR)

    assert [(one.value, one.verdict) for one in shown] == [
        ("straat 12", Verdict.WATCH),
        ("straat 13", Verdict.WATCH),
        ("straat 14", Verdict.WATCH),
        ("straat 15", Verdict.UNCLEAR),
    ]


def test_flags_come_first_then_watches() -> None:
    heard = row(Verdict.HEARD, Table(80, 32, 40, 18))

    shown = panel([heard, *watches(12), UNDERHEARD, MISSING], FACILITATOR)

    assert [one.verdict for one in shown] == [
        Verdict.UNDERHEARD,
        Verdict.MISSING,
        Verdict.WATCH,
        Verdict.HEARD,
    ]


def test_the_order_tells_members_nothing_more() -> None:
    shown = panel([MISSING, UNDERHEARD], MEMBER)

    assert [one.merged for one in shown] == [MISSING.merged, UNDERHEARD.merged]


def test_visitors_do_not_find_sensitive_attributes_in_the_panel() -> None:
    assert panel([UNDERHEARD], VISITOR, sensitive={"wonen"}) == []


def test_nineteen_are_a_small_circle() -> None:
    assert is_small_circle(19, [UNDERHEARD])
    assert not is_small_circle(20, [UNDERHEARD])


def test_a_circle_in_which_nothing_can_be_judged_is_small() -> None:
    hidden = GroupRow("taal", "Turks", Verdict.HIDDEN, VerdictReason.TOO_FEW_PEOPLE)
    too_small = row(Verdict.UNCLEAR, Table(40, 5, 6, 0), VerdictReason.TOO_SMALL)

    assert is_small_circle(40, [hidden, too_small])
    assert is_small_circle(40, [])


def test_a_judged_family_can_be_shown_to_everybody() -> None:
    attribute = CountedAttribute("wonen", (Value("koop", 48, 32), Value("huur", 32, 8)))

    rows = judge(Counts(80, (attribute,), Settings(k=10)))

    assert [len(panel(rows, viewer)) for viewer in Viewer] == [2, 2, 2]
