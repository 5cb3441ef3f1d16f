"""Refusals: counts that cannot be judged, where that is, and what to do about it."""

from representation.words import Sentence


class UnusableCounts(ValueError):
    """One line: the place in the counts, and a sentence."""

    def __init__(self, where: str, sentence: Sentence) -> None:
        super().__init__(where, sentence)
        self.where = where
        self.sentence = sentence

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


class InvalidCounts(UnusableCounts):
    """Counts that contradict each other."""


class HearFileError(UnusableCounts):
    """A counts file that cannot be read or judged."""
