"""Fonts for paper: which of them has which letters, and the file once a document needs it."""

import atexit
import json
import os
import shutil
import tempfile
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from plumbing.assets import VENDOR
from plumbing.signs import is_hidden
from plumbing.values import Struct

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


class Letters(Struct, frozen=True):
    """Which families have which letters, as set-up found them in the fonts."""

    families: list[str]
    """The preferred ones first."""
    begins: list[int]
    """Where a stretch of letters begins that the same families have; it goes on to the next."""
    whose: list[list[int]]
    """Which families those are, by their place in the list."""


@lru_cache(10_000)
def family_of(sign: str) -> str | None:
    """The first family that has a letter with all its marks; None where none has.

    Typst asks the families in this order too. It goes on to the next with a whole sign where one
    has nothing of it or only its beginning, and loses letters where one has only its end.
    """
    parts = [_owners(part) for part in sign if not is_hidden(part)]
    if not parts:
        return BASE[0]
    for place in sorted(frozenset[int]().union(*parts)):
        had = [place in owners for owners in parts]
        if all(had):
            return _letters().families[place]
        if _is_from_the_right(sign) or had != sorted(had, reverse=True):
            return None
    return None


def in_order(families: Iterable[str]) -> list[str]:
    """Those that are always there, and these after them, the preferred ones first."""
    wanted = {*BASE, *families}
    return [family for family in _letters().families if family in wanted]


def folders_of(families: Iterable[str]) -> list[Path]:
    """Where typst finds these families."""
    return [PRINT, *(_unpacked(family, os.getpid()) for family in families if family not in BASE)]


@cache
def _letters() -> Letters:
    return Letters(**json.loads(LETTERS.read_bytes()))


def _owners(part: str) -> frozenset[int]:
    """A letter with a mark is also had where both are: typst puts them together."""
    taken_apart = unicodedata.normalize("NFD", part)
    owners = _listed(part)
    if len(taken_apart) > 1:
        owners |= frozenset[int].intersection(*map(_listed, taken_apart))
    return owners


def _listed(letter: str) -> frozenset[int]:
    found = _letters()
    place = bisect_right(found.begins, ord(letter)) - 1
    return frozenset(found.whose[place]) if place >= 0 else frozenset()


def _unpacked(family: str, process: int) -> Path:
    """In a folder of its own and under a name of its own: typst takes one file of each name."""
    folder = _shelf(process) / family
    file = folder / f"{family}.ttf"
    # Systems clear away what lies in a temporary folder for long.
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _unpack(family, file)
    return folder


def _unpack(family: str, file: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(SCRIPTS / f"{family}.woff2", lazy=True, recalcBBoxes=False)
    font.flavor = None
    names = font["name"]
    names.names = [each for each in names.names if each.nameID not in OTHER_NAMES]
    for number, name in ((FAMILY, family), (STYLE, "Regular"), (WHOLE_NAME, family)):
        names.setName(name, number, 3, 1, 0x409)
    # Another thread may want it too: it finds a whole file or none.
    part = file.with_suffix(f".{threading.get_ident()}")
    font.save(part)
    font.close()
    part.replace(file)


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
