"""Everybody is a dot: the geometry behind every ring, row and axis."""

from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbing.drawing import dots as pictures


@st.composite
def turnouts(draw: st.DrawFn) -> tuple[int, int]:
    total = draw(st.integers(0, 5000))
    return draw(st.integers(0, total)), total


def _weight(field: pictures.Field) -> float:
    return sum({"full": 1.0, "half": 0.5, "open": 0.0}[dot.state] for dot in field.dots)


@pytest.mark.parametrize(
    ("total", "each"),
    [
        (0, 1),
        (14, 1),
        (60, 1),
        (61, 2),
        (80, 2),
        (120, 2),
        (121, 5),
        (300, 5),
        (301, 10),
        (600, 10),
        (1000, 20),
        (3000, 50),
        (3001, 100),
        (6001, 200),
    ],
)
def test_a_dot_stands_for_one_person_until_sixty_and_then_for_several(
    total: int, each: int
) -> None:
    assert pictures.people_per_dot(total) == each


@given(turnouts())
def test_there_are_never_more_than_sixty_dots(turnout: tuple[int, int]) -> None:
    field = pictures.ring(*turnout)

    assert len(field.dots) <= 60
    assert len(field.dots) * field.people_per_dot >= turnout[1]


@given(turnouts())
def test_filled_half_and_open_dots_together_are_everybody(turnout: tuple[int, int]) -> None:
    heard, total = turnout

    field = pictures.rows(heard, total)

    assert len(field.dots) == -(-total // field.people_per_dot)
    assert abs(_weight(field) * field.people_per_dot - heard) < field.people_per_dot


@given(turnouts())
def test_at_most_one_dot_is_half_and_it_stands_between_filled_and_open(
    turnout: tuple[int, int],
) -> None:
    order = {"full": 0, "half": 1, "open": 2}

    states = pictures.states(*turnout)

    assert list(states) == sorted(states, key=order.__getitem__)
    assert states.count("half") <= 1


@given(turnouts())
def test_all_dots_are_filled_only_when_everybody_was_heard(turnout: tuple[int, int]) -> None:
    heard, total = turnout

    states = pictures.states(heard, total)

    assert (set(states) <= {"full"}) == (heard == total)
    assert (set(states) <= {"open"}) == (heard == 0 or total == 0)


@given(st.integers(2, 60))
def test_dots_on_a_ring_never_overlap(total: int) -> None:
    dots = pictures.ring(0, total).dots

    assert all(dist((a.x, a.y), (b.x, b.y)) > 2 * pictures.FULL for a, b in combinations(dots, 2))


@given(turnouts())
def test_every_dot_of_a_ring_lies_inside_its_view_box(turnout: tuple[int, int]) -> None:
    field = pictures.ring(*turnout)

    left, top, width, height = map(float, field.view_box.split())
    assert all(left <= dot.x - dot.r and dot.x + dot.r <= left + width for dot in field.dots)
    assert all(top <= dot.y - dot.r and dot.y + dot.r <= top + height for dot in field.dots)


def test_a_ring_of_forty_fills_inner_before_outer_like_a_clock() -> None:
    field = pictures.ring(41, 80)

    half = next(dot for dot in field.dots if dot.state == "half")
    before = field.dots[field.dots.index(half) - 1]
    assert field.view_box == "-40.83 -40.83 81.66 81.66"
    assert (before.x, before.y, before.state) == (0.0, 26.83, "full")
    assert (half.x, half.y) == (0.0, 36.83)


@pytest.mark.parametrize(("total", "rings"), [(18, 1), (19, 2), (48, 2), (49, 3), (60, 3)])
def test_a_ring_becomes_two_and_three_as_the_community_grows(total: int, rings: int) -> None:
    dots = pictures.ring(0, total).dots

    radii = sorted(dist((0, 0), (dot.x, dot.y)) for dot in dots)
    assert sum(b - a > 5 for a, b in pairwise(radii)) + 1 == rings


def test_rows_hold_twenty_and_the_last_one_what_is_left() -> None:
    field = pictures.rows(11, 45)

    assert field.view_box == "0 0 200 30"
    assert [dot.x for dot in field.dots if dot.y == 25] == [5, 15, 25, 35, 45]


@given(st.integers(1, 500), st.data())
def test_the_fair_share_stands_at_the_same_place_in_every_row(
    size: int, data: st.DataObject
) -> None:
    heard = data.draw(st.integers(0, size))
    fair = data.draw(st.floats(0.01, size))

    axis = pictures.group_axis(heard, size, fair, 0.5 * fair, min(size, 3 * fair))

    assert axis.fair == 240
    assert axis.band is not None
    assert axis.band[0] == 120
    assert axis.bar <= 480
    assert sum(axis.band) <= 480.01


@given(st.integers(1, 30), st.data())
def test_a_group_of_thirty_is_dots_none_of_them_cut_in_two(size: int, data: st.DataObject) -> None:
    heard = data.draw(st.integers(0, size))
    fair = data.draw(st.floats(0.1, size))

    axis = pictures.group_axis(heard, size, fair)

    assert axis.rest is None
    assert all(dot.x + dot.r <= 480 for dot in axis.dots)
    assert axis.clipped or len(axis.dots) == size
    assert sum(dot.state == "full" for dot in axis.dots) <= heard


def test_the_thread_runs_through_the_filled_dots() -> None:
    axis = pictures.group_axis(6, 24, 12, 9, 15)

    assert axis.bar == 110 == [dot.x for dot in axis.dots if dot.state == "full"][-1]
    assert axis.band == (180, 120)


def test_a_group_of_more_than_thirty_is_a_bar_alone() -> None:
    axis = pictures.group_axis(21, 90, 45, 38, 52)

    assert axis.dots == ()
    assert (axis.bar, axis.rest, axis.clipped) == (112, 480, False)


def test_what_lies_beyond_twice_the_fair_share_is_clipped_and_says_so() -> None:
    axis = pictures.group_axis(50, 90, 20)

    assert (axis.bar, axis.rest, axis.clipped) == (480, 480, True)


def test_without_a_fair_share_there_is_no_mark_and_no_band() -> None:
    axis = pictures.group_axis(0, 12, 0, 0, 0)

    assert (axis.fair, axis.band, axis.clipped) == (None, None, False)
    assert [dot.state for dot in axis.dots] == ["open"] * 12


@given(st.lists(st.integers(0, 1000), max_size=8))
def test_bars_share_one_scale_of_which_the_longest_is_all(numbers: list[int]) -> None:
    widths = pictures.bars(numbers)

    assert len(widths) == len(numbers)
    assert max(widths, default=0) == (100 if any(numbers) else 0)
    assert sorted(range(len(numbers)), key=lambda i: (numbers[i], i)) == sorted(
        range(len(numbers)), key=lambda i: (widths[i], numbers[i], i)
    )


@given(st.integers(-2, 12))
def test_a_member_sees_tenths_and_no_counts(tenths: int) -> None:
    field = pictures.tenths(tenths)

    assert len(field.dots) == 10
    assert _weight(field) == max(0, min(tenths, 10))


def test_dots_to_give_show_the_given_ones_filled() -> None:
    field = pictures.gifts(2, 3)

    assert field.view_box == "0 0 84 28"
    assert [dot.state for dot in field.dots] == ["full", "full", "open"]


def test_the_mark_is_a_circle_of_eight_with_one_open() -> None:
    states = [dot.state for dot in pictures.mark().dots]

    assert states == ["full"] * 7 + ["open"]
