"""Catalogues of the languages the interface speaks; Dutch stands in the source."""

import re
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from plumbing.folders import TRANSLATIONS
from plumbing.values import Struct

SOURCE, SOURCE_CALLED = "nl", "Nederlands"
CALLED = re.compile(r"^# Called: (.+)$", re.MULTILINE)
"""At the head of a catalogue: the language as its own speakers call it."""
PART = re.compile(r"^# Covers: taking part$", re.MULTILINE)
"""At the head of a catalogue that says what a voter meets from letter to receipt, no more."""
HEAD = 1000
"""Letters within which the head of a catalogue ends."""


class CatalogueState(Struct, frozen=True):
    """How far a catalogue is; what a machine wrote is unread until a person read it."""

    code: str
    name: str
    is_whole: bool
    said: int
    unread: int


def self_named(code: str) -> str:
    """A language as its own speakers call it, with a capital."""
    if code == SOURCE:
        return SOURCE_CALLED
    # Babel would read all it knows of a language for that, and the house start later.
    if called := CALLED.search(_head(catalogues()[code])):
        return called[1]
    name = Locale.parse(code).get_display_name(code) or code
    return name[:1].upper() + name[1:]


def catalogues() -> dict[str, Path]:
    """Every catalogue by its language, those that say everything first."""
    files = {
        file.parent.parent.name: file for file in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    }
    return dict(sorted(files.items(), key=lambda item: not is_whole(item[1])))


def is_whole(catalogue: Path) -> bool:
    """Does it say everything, or only what taking part needs?"""
    return not PART.search(_head(catalogue))


@cache
def has_unread(code: str) -> bool:
    """Does this language say things that a machine wrote and nobody read?"""
    return code in (files := catalogues()) and "\n#, fuzzy" in files[code].read_text("utf-8")


@cache
def states() -> tuple[CatalogueState, ...]:
    """Each language beside the source; a sentence marked fuzzy was read by nobody yet."""
    return tuple(_state(code, file) for code, file in catalogues().items())


def _head(catalogue: Path) -> str:
    with catalogue.open(encoding="utf-8") as opened:
        return opened.read(HEAD)


def _state(code: str, file: Path) -> CatalogueState:
    with file.open("rb") as opened:
        messages = [message for message in read_po(opened, locale=code) if message.id]
    said = [message for message in messages if _is_said(message)]
    return CatalogueState(
        code=code,
        name=self_named(code),
        is_whole=is_whole(file),
        said=len(said),
        unread=sum("fuzzy" in message.flags for message in said),
    )


def _is_said(message: Message) -> bool:
    said = message.string
    return any(said) if isinstance(said, tuple | list) else bool(said)
