"""Fonts for paper: which of them has which letters, and the file once a document needs it."""

import atexit
import json
import os
import shutil
import tempfile
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from plumbing.assets import VENDOR
from plumbing.signs import is_hidden

BASE = (
    "Atkinson Hyperlegible Next",
    "IBM Plex Sans Arabic",
    "Noto Sans",
    "Noto Emoji",
    "Noto Sans Math",
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
)
"""Always there, in this order."""
PRINT = VENDOR / "print"
SCRIPTS = VENDOR / "scripts"
"""Hundreds of parts, packed: a document needs a few of them, and to unpack one takes 50 ms."""
LETTERS = PRINT / "letters.json"
FAMILY, STYLE, WHOLE_NAME = 1, 2, 4
OTHER_NAMES = (16, 17, 21, 22, 25)
"""Numbers of names in a font, from the OpenType standard."""


@lru_cache(10_000)
def family_of(sign: str) -> str | None:
    """The first family that has a letter with all its marks; None where none has.

    Typst asks the families in this order too. It goes on to the next with a whole sign where one
    has nothing of it or only its beginning, and loses letters where one has only its end.
    """
    parts = [part for part in sign if not is_hidden(part)]
    for family in _edges():
        had = [_has(family, part) for part in parts]
        if all(had):
            return family
        if any(had) and (_is_from_the_right(sign) or had != sorted(had, reverse=True)):
            return None
    return None


def in_order(families: Iterable[str]) -> list[str]:
    """Those that are always there, and these after them, the preferred ones first."""
    wanted = {*BASE, *families}
    return [family for family in _edges() if family in wanted]


def folders_of(families: Iterable[str]) -> list[Path]:
    """Where typst finds these families."""
    return [PRINT, *(_unpacked(family, os.getpid()) for family in families if family not in BASE)]


@cache
def _edges() -> dict[str, "array[int]"]:
    """For each family where a stretch of letters begins and where it has ended, in turn."""
    found = json.loads(LETTERS.read_text())
    return {family: array("L", edges) for family, edges in found.items()}


def _has(family: str, part: str) -> bool:
    """A letter with a mark is also had where both are: typst puts them together."""
    if is_hidden(part) or _is_in(family, part):
        return True
    taken_apart = unicodedata.normalize("NFD", part)
    return len(taken_apart) > 1 and all(_is_in(family, one) for one in taken_apart)


def _is_in(family: str, letter: str) -> bool:
    return bisect_right(_edges()[family], ord(letter)) % 2 == 1


@cache
def _unpacked(family: str, process: int) -> Path:
    """In a folder of its own and under a name of its own: typst takes one file of each name."""
    from fontTools.ttLib import TTFont

    font = TTFont(SCRIPTS / f"{family}.woff2", lazy=True, recalcBBoxes=False)
    font.flavor = None
    names = font["name"]
    names.names = [each for each in names.names if each.nameID not in OTHER_NAMES]
    for number, name in ((FAMILY, family), (STYLE, "Regular"), (WHOLE_NAME, family)):
        names.setName(name, number, 3, 1, 0x409)
    folder = _shelf(process) / family
    folder.mkdir()
    font.save(folder / f"{family}.ttf")
    font.close()
    return folder


@cache
def _shelf(process: int) -> Path:
    """Each process has one, as it may write nowhere else; gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="gehoord-fonts-"))
    atexit.register(_forget, folder, process)
    return folder


def _forget(folder: Path, process: int) -> None:
    # A child that was forked off ends with the same list of what to do at the end.
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def _is_from_the_right(sign: str) -> bool:
    return unicodedata.bidirectional(sign[0]) in ("R", "AL")
