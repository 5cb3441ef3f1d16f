"""Lines of a decision record as it is read, the same for the page and for the PDF."""

from enum import StrEnum
from typing import Any

from plumbing.values import Struct, to_builtins


class LineKind(StrEnum):
    """How a line looks."""

    TEXT = "text"
    HEAD = "head"
    STRONG = "strong"
    SAID = "said"
    """Somebody's words, with a name under them."""
    SUM = "sum"
    """The numbers of a count, the last one their sum."""
    STEPS = "steps"
    """Sentences one after another, as they are counted out."""
    TURNOUT = "turnout"
    SEAL = "seal"


class RecordLine(Struct, frozen=True):
    """One thing a record says."""

    kind: LineKind
    words: str = ""
    by: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    heard: int = 0
    total: int = 0


class RecordPart(Struct, frozen=True):
    """A heading of a record with what stands beside it."""

    name: str
    lines: tuple[RecordLine, ...]


class RecordPaper(Struct, frozen=True):
    """A whole record, with the names that this reader may see."""

    over: str
    title: str
    outcome: tuple[str, ...]
    note: str
    """That something was corrected, for who reads no further."""
    parts: tuple[RecordPart, ...]

    def as_json(self) -> dict[str, Any]:
        kept: dict[str, Any] = to_builtins(self)
        return kept


def text(words: str) -> RecordLine:
    return RecordLine(LineKind.TEXT, words)


def strong(words: str) -> RecordLine:
    return RecordLine(LineKind.STRONG, words)


def quoted(words: str, by: str) -> RecordLine:
    """What somebody said or wrote, in her own words."""
    return RecordLine(LineKind.SAID, f"“{words.strip()}”", by)


def paragraphs(words: str) -> tuple[str, ...]:
    """What was typed, one paragraph for each line that says something."""
    return tuple(" ".join(line.split()) for line in words.splitlines() if line.strip())
