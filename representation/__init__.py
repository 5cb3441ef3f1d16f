"""Whom do we not hear? Pure: head counts in, verdicts out."""

from representation.counts import Attribute, Count, Counts, Settings, Value
from representation.files import judge_file
from representation.judging import judge
from representation.refusals import HearFileError, InvalidCounts, Refusal
from representation.rows import Evidence, Reason, Row, Verdict
from representation.tables import Table
from representation.words import Sentence

__all__ = [
    "Attribute",
    "Count",
    "Counts",
    "Evidence",
    "HearFileError",
    "InvalidCounts",
    "Reason",
    "Refusal",
    "Row",
    "Sentence",
    "Settings",
    "Table",
    "Value",
    "Verdict",
    "judge",
    "judge_file",
]
