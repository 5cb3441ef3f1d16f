"""Do the members resemble the neighbourhood?"""

import pytest

from representation import Verdict
from representation.neighbourhood import PublishedGroup, judge_neighbourhood

YOUNG = PublishedGroup("jong", 2500, 625, 150, 20)


def test_a_number_that_may_be_zero_is_not_tested() -> None:
    (row,) = judge_neighbourhood([PublishedGroup("alleenstaand", 800, 3, 60, 0)])

    assert (row.verdict, row.p) == (Verdict.UNCLEAR, None)


def test_a_group_without_any_member_is_missing() -> None:
    (row,) = judge_neighbourhood([PublishedGroup("jong", 2500, 625, 150, 0)])

    assert row.verdict is Verdict.MISSING


def test_more_groups_make_a_flag_harder() -> None:
    alone = judge_neighbourhood([YOUNG])[0]
    beside = judge_neighbourhood([YOUNG, PublishedGroup("oud", 2500, 500, 150, 30)])[0]

    assert alone.p == beside.p
    assert alone.p_adj is not None
    assert beside.p_adj is not None
    assert alone.p_adj < beside.p_adj


def test_a_group_as_common_as_around_is_not_flagged() -> None:
    (row,) = judge_neighbourhood([PublishedGroup("jong", 2500, 625, 150, 37)])

    assert row.verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    ("group", "reason"),
    [
        (PublishedGroup("jong", 100, 20, 101, 5), "more members than people"),
        (PublishedGroup("jong", 0, 0, 0, 0), "more members than people"),
        (PublishedGroup("jong", 100, 101, 20, 5), "published"),
        (PublishedGroup("jong", 100, 20, 10, 11), "than there are members"),
    ],
)
def test_impossible_numbers_are_refused(group: PublishedGroup, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        judge_neighbourhood([group])
