"""Differences between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import Match, SequenceMatcher
from enum import StrEnum

from plumbing.values import Struct
from proposals.models import Version


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(Struct, frozen=True):
    """Some words, and whether they stayed, went or came."""

    change: Change
    text: str


class FieldDifference(Struct, frozen=True):
    """One field of a proposal in two versions."""

    field: str
    older: str
    newer: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return self.older != self.newer

    @property
    def gone(self) -> str:
        """The whole sentences of the older text in which something went."""
        return _sentences_lost(self.older, self.newer)

    @property
    def new(self) -> str:
        """The whole sentences of the newer text in which something came."""
        return _sentences_lost(self.newer, self.older)


FIELDS = ("title", "summary", "what", "why", "money_cents", "hands", "place", "settled", "origin")
FEWEST_KEPT = 3
MOST_MATCHED = 4000
"""Words above which two texts are shown whole instead of matched word by word."""


def difference(older: str, newer: str) -> tuple[Piece, ...]:
    """The pieces that lead from the older text to the newer; spaces stay with their word."""
    before, after = _words(older), _words(newer)
    if max(len(before), len(after)) > MOST_MATCHED:
        return _replaced(older, newer)
    return tuple(_pieces(before, after))


def differences(older: Version, newer: Version) -> tuple[FieldDifference, ...]:
    """Every field of two versions of a proposal that is filled in in one of them."""
    found = []
    for field in FIELDS:
        before, after = _text(older, field), _text(newer, field)
        if before or after:
            found.append(FieldDifference(field, before, after, difference(before, after)))
    return tuple(found)


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    i = j = 0
    for start, end, length in _kept(before, after):
        if i < start:
            yield Piece(Change.GONE, "".join(before[i:start]))
        if j < end:
            yield Piece(Change.NEW, "".join(after[j:end]))
        if length:
            yield Piece(Change.SAME, "".join(after[end : end + length]))
        i, j = start + length, end + length


def _kept(before: list[str], after: list[str]) -> Iterator[Match]:
    """What both texts share; a word or two between two changes would only confuse the reader."""
    for match in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        touches_start = match.a == match.b == 0
        touches_end = (match.a + match.size, match.b + match.size) == (len(before), len(after))
        if touches_start or touches_end or match.size >= FEWEST_KEPT:
            yield match


def _replaced(older: str, newer: str) -> tuple[Piece, ...]:
    if older == newer:
        return (Piece(Change.SAME, newer),)
    return (Piece(Change.GONE, older), Piece(Change.NEW, newer))


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+(?:\s+$)?|\s+$", text)


def _sentences_lost(text: str, other: str) -> str:
    kept = set(_sentences(other))
    return " ".join(sentence for sentence in _sentences(text) if sentence not in kept)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?…])\s+|\n+", text) if part.strip()]


def _text(version: Version, field: str) -> str:
    if field != "money_cents":
        return str(getattr(version, field))
    if version.money_cents is None:
        return ""
    euros, cents = divmod(version.money_cents, 100)
    return f"€ {euros},{cents:02d}" if cents else f"€ {euros}"
