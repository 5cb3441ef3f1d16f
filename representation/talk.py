"""Who did the talking: one fact, and a rank test among those who spoke. For facilitators only.

Never a rule on the share of words: in every fair conversation a few people say most.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from representation.counts import DEFAULTS, Settings
from representation.scores import ScoredAttribute, ScoreRow, judge_scores

_EXACT_UP_TO = 100


@dataclass(frozen=True)
class Talkers:
    """`count` of the `people` wrote `percent` of all words."""

    count: int
    people: int
    percent: int


def talkers(words: Iterable[int], people: int) -> Talkers | None:
    """The fewest people who together wrote at least half; None when nobody wrote a word.

    `words` per person who spoke; `people` everybody who could. The percentage is rounded down.
    """
    most_first = sorted(words, reverse=True)
    total = sum(most_first)
    written = 0
    for count, amount in enumerate(most_first, start=1):
        written += amount
        if total and 2 * written >= total:
            return Talkers(count, people, 100 * written // total)
    return None


def judge_talk(
    attributes: Sequence[ScoredAttribute], settings: Settings = DEFAULTS
) -> list[ScoreRow]:
    """The groups whose speakers rank lower in words than the other speakers.

    Scores are words per speaker. `total` and `expected` of a row are sums of doubled ranks, equal
    amounts sharing the middle one. Source: Wilcoxon's rank sum test (Biometrics Bulletin 1, 1945),
    exact up to 100 speakers, with the discrete Holm of Westfall and Troendle over the groups.
    """
    return judge_scores([_ranked(attribute) for attribute in attributes], settings, _EXACT_UP_TO)


def _ranked(attribute: ScoredAttribute) -> ScoredAttribute:
    order = sorted(attribute.everybody)
    return replace(
        attribute,
        values={value: ranks(words, order) for value, words in attribute.values.items()},
        known=ranks(attribute.known, order),
    )


def ranks(words: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    """Of each number of words twice its middle rank among all: a whole number from 2 up.

    `order` are the words of everybody who spoke, sorted.
    """
    return tuple(bisect_left(order, one) + bisect_right(order, one) + 1 for one in words)
