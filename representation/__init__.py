"""Representation: whom do we not hear? Pure: head counts in, verdicts out."""

from representation.counts import Count, CountedAttribute, Counts, Settings, Value
from representation.files import judge_file
from representation.judging import judge
from representation.refusals import HearFileError, InvalidCounts, UnusableCounts
from representation.rows import Evidence, GroupRow, Verdict, VerdictReason
from representation.tables import Table
from representation.words import Sentence

__all__ = [
    "CountedAttribute",
    "Count",
    "Counts",
    "Evidence",
    "HearFileError",
    "InvalidCounts",
    "VerdictReason",
    "UnusableCounts",
    "GroupRow",
    "Sentence",
    "Settings",
    "Table",
    "Value",
    "Verdict",
    "judge",
    "judge_file",
]
