"""The window over the last decisions: small communities get their power from time.

A member's score is in how many of these decisions she was heard. People are never pooled over
decisions: those of one member belong together.
"""

from collections.abc import Sequence

from representation.counts import DEFAULTS, Settings
from representation.scores import ScoredAttribute, ScoreRow, judge_scores

_FEWEST_DECISIONS = 3
_MOST_DECISIONS = 6
_EXACT_UP_TO = 500


def judge_window(
    attributes: Sequence[ScoredAttribute], decisions: int, settings: Settings = DEFAULTS
) -> list[ScoreRow]:
    """The groups heard less over the last `decisions`, of the members who were on all rolls.

    No rows with fewer than three decisions. Raises ValueError with more than six, or when a score
    is not from 0 to `decisions`. A flag needs p_adj ≤ alpha and T ≤ ratio · K · mean. Source: the
    permutation test of a sum over people (Pitman, 1937), exact up to 500 members; Westfall and
    Troendle's discrete Holm over the groups.
    """
    if decisions > _MOST_DECISIONS:
        raise ValueError(f"a window has at most {_MOST_DECISIONS} decisions")
    for attribute in attributes:
        scores = [
            *attribute.everybody,
            *(one for some in attribute.values.values() for one in some),
        ]
        if any(not 0 <= score <= decisions for score in scores):
            raise ValueError(f"a score of {attribute.name} is not from 0 to {decisions}")
    if decisions < _FEWEST_DECISIONS:
        return []
    return judge_scores(attributes, settings, _EXACT_UP_TO, settings.ratio)
