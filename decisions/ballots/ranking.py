"""Ranking options in a ballot: one goes up or down a place; 1 is best."""

from collections.abc import Mapping, Sequence

from decisions.models import Option


def earlier(marks: Mapping[str, int], key: str) -> dict[str, int]:
    """One place up; an option without a number comes after those that have one."""
    if key not in marks:
        return _closed_up(marks) | {key: len(set(marks.values())) + 1}
    return _moved(marks, key, -1)


def later(marks: Mapping[str, int], key: str) -> dict[str, int]:
    """One place down; the last one loses its number."""
    if key not in marks:
        return dict(marks)
    rank = marks[key]
    if rank == max(marks.values()) and _alone(marks, key):
        return _closed_up({other: mark for other, mark in marks.items() if other != key})
    return _moved(marks, key, 1)


def in_order(marks: Mapping[str, int] | None, options: Sequence[Option]) -> list[Option]:
    """The numbered options by their number, then the others as they were shown."""
    marks = marks or {}
    return sorted(options, key=lambda each: (each.key not in marks, marks.get(each.key, 0)))


def _moved(marks: Mapping[str, int], key: str, step: int) -> dict[str, int]:
    """Past the next place; who shared a number is put before or after those it shared it with."""
    rank = marks[key]
    if not _alone(marks, key):
        return _closed_up({o: 2 * mark + (step if o == key else 0) for o, mark in marks.items()})
    passed = [mark for mark in marks.values() if (mark - rank) * step > 0]
    if not passed:
        return _closed_up(marks)
    beside = min(passed) if step > 0 else max(passed)
    swapped = {beside: rank, rank: beside}
    return _closed_up({other: swapped.get(mark, mark) for other, mark in marks.items()})


def _alone(marks: Mapping[str, int], key: str) -> bool:
    return list(marks.values()).count(marks[key]) == 1


def _closed_up(marks: Mapping[str, int]) -> dict[str, int]:
    places = {rank: place for place, rank in enumerate(sorted(set(marks.values())), start=1)}
    return {key: places[rank] for key, rank in marks.items()}
