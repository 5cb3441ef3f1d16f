"""Two looks at one panel, subtracted from each other, never tell of fewer than five people."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from decisions.hearing.kept_rows import ShownRow, steady
from representation import Row, Table, Verdict
from tests.cast import START

LATER = START + timedelta(days=1)
SIZE = 30


def rows(heard: list[int]) -> list[Row]:
    """One attribute that everybody declared, in groups of thirty."""
    everybody, all_heard = SIZE * len(heard), sum(heard)
    return [
        Row("wonen", str(place), Verdict.UNCLEAR, table=Table(everybody, SIZE, all_heard, number))
        for place, number in enumerate(heard)
    ]


def look(heard: list[int], then: list[int]) -> list[ShownRow]:
    return steady(rows(then), [ShownRow(row, START) for row in rows(heard)], LATER)


def test_a_group_that_waits_alone_takes_another_along() -> None:
    shown = look([10, 10, 10], [11, 16, 18])

    assert [one.as_of for one in shown] == [START, START, LATER]


def test_of_two_groups_the_second_cannot_be_had_from_the_total() -> None:
    shown = look([10, 10], [11, 20])

    assert {one.as_of for one in shown} == {START}


def test_a_group_in_which_nothing_changed_does_not_tell_of_the_other() -> None:
    shown = look([10, 10], [10, 11])

    assert {one.as_of for one in shown} == {START}


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=2, max_size=6))
def test_what_waits_is_nobody_or_at_least_five(groups: list[tuple[int, int]]) -> None:
    before = [heard for heard, _more in groups]
    then = [heard + more for heard, more in groups]

    shown = look(before, then)

    if any(one.as_of == LATER for one in shown):
        waiting = sum(
            more for (_, more), one in zip(groups, shown, strict=True) if one.as_of == START
        )
        assert waiting == 0 or waiting >= 5
