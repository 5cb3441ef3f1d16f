"""Merging small cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.cells import Cell, merge

sizes = st.lists(st.integers(0, 30), max_size=10)


def cells(*sizes: int, labels: str = "ABCDEFGHIJ") -> list[Cell]:
    return [
        Cell(label, size, size // 2, (label,)) for label, size in zip(labels, sizes, strict=False)
    ]


def shown(*sizes: int, ordered: bool = False, labels: str = "ABCDEFGHIJ") -> list[tuple[str, int]]:
    merged = merge(cells(*sizes, labels=labels), 5, ordered)
    return [(cell.label, cell.members) for cell in merged]


def test_others_come_last() -> None:
    assert shown(3, 20, 4, 10) == [("B", 20), ("D", 10), ("anders", 7)]


def test_too_few_others_take_the_smallest_by_label() -> None:
    assert shown(20, 8, 8, 2) == [("A", 20), ("C", 8), ("anders", 10)]


def test_a_value_named_others_never_stands_beside_the_merged_one() -> None:
    merged = merge([Cell("A", 9, 1, ("A",)), Cell("anders", 8, 1, ("anders",)), *cells(2)], 5)

    assert [(cell.label, cell.members) for cell in merged] == [("A", 9), ("anders", 10)]


def test_empty_cells_drop_out() -> None:
    assert shown(9, 0, 8) == [("A", 9), ("C", 8)]


def test_the_smallest_age_joins_its_smaller_neighbour() -> None:
    assert shown(9, 2, 7, 20, ordered=True) == [("A", 9), ("B + C", 9), ("D", 20)]


def test_between_equal_neighbours_the_one_before_is_joined() -> None:
    assert shown(9, 2, 9, ordered=True) == [("A + B", 11), ("C", 9)]


def test_of_equal_smallest_ages_the_first_goes_first() -> None:
    assert shown(6, 3, 6, 3, 9, ordered=True) == [("A + B", 9), ("C + D", 9), ("E", 9)]


def test_ages_that_all_fall_together_are_hidden() -> None:
    assert shown(2, 2, 3, ordered=True) == []


@pytest.mark.parametrize("ordered", [True, False])
@given(sizes=sizes, k=st.integers(1, 12))
def test_no_cell_is_left_below_k(sizes: list[int], k: int, ordered: bool) -> None:
    merged = merge(cells(*sizes), k, ordered)

    assert len(merged) != 1
    assert all(cell.members >= k for cell in merged)


@pytest.mark.parametrize("ordered", [True, False])
@given(sizes=sizes, k=st.integers(1, 12))
def test_merging_loses_nobody(sizes: list[int], k: int, ordered: bool) -> None:
    merged = merge(cells(*sizes), k, ordered)

    listed = [cell for cell in cells(*sizes) if cell.members]
    if merged:
        assert sum(cell.members for cell in merged) == sum(sizes)
        assert sum(cell.heard for cell in merged) == sum(cell.heard for cell in listed)
        assert sorted(label for cell in merged for label in cell.merged) == [
            cell.label for cell in listed
        ]
