"""Holm beside the recorded answers of statsmodels 0.15.0, which needs 400 MB to be installed.

Of `multipletests` by "holm"; the seed was 2008. Where every p-value can be attained, the discrete
procedure is the plain one.
"""

import json
from pathlib import Path

import pytest

from representation.holm import adjusted
from representation.outvoted import holm

RECORDED = Path(__file__).parent / "recorded" / "statsmodels.jsonl"
ANSWERS = [json.loads(line) for line in RECORDED.read_text().splitlines()]


class Continuous:
    """A test that can attain every p-value."""

    def largest_at_most(self, level: float) -> float:
        return level


def test_holm_adjusts_the_same() -> None:
    for answer in ANSWERS:
        named = {str(place): p for place, p in enumerate(answer["p"])}

        assert list(holm(named)) == sorted(named, key=named.__getitem__)
        assert [holm(named)[name] for name in named] == pytest.approx(answer["holm"]), answer


def test_without_gaps_between_p_values_the_discrete_procedure_is_holms() -> None:
    for answer in ANSWERS:
        family = [Continuous()] * len(answer["p"])

        assert adjusted(answer["p"], family) == pytest.approx(answer["holm"]), answer
