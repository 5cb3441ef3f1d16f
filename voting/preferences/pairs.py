"""Pairs: every option against every other, and how many ballots put the one above the other."""

from collections.abc import Callable, Mapping, Sequence

from voting.ballots import Box

Pairs = dict[str, dict[str, int]]
"""How many valid ballots put one option above the other, by the ids of both."""


def above(box: Box, groups: Callable[[Mapping[str, int]], Sequence[Sequence[int]]]) -> Pairs:
    """Per option, for every other option, the ballots that prefer the first.

    `groups(marks)` lists the positions of the options on a ballot, the best group first, equals
    together, and all of them named. A row of counts is one whole number with a field for every
    option, wide enough for all ballots, so that a ballot adds to a whole row at once.
    """
    width = box.numbers.valid.bit_length()
    rows = [0] * len(box.options)
    for marks, times in box.valid:
        worse = 0
        for group in reversed(groups(marks)):
            for position in group:
                rows[position] += worse
            worse += sum(times << (position * width) for position in group)
    field = (1 << width) - 1
    return {
        one: {
            other: rows[i] >> (j * width) & field
            for j, other in enumerate(box.option_ids)
            if other != one
        }
        for i, one in enumerate(box.option_ids)
    }
