"""Fonts for paper: typst reads no woff2, and takes one file per weight of a family."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from plumbing.fonts import BASE, LETTERS, PRINT, SCRIPTS
from plumbing.hosting.setup.packages import (
    ARABIC,
    FAMILY,
    NODE_MODULES,
    SUBSETS,
    VENDOR,
    WEIGHTS,
    arabic_file,
    font_file,
)
from plumbing.hosting.setup.scripts import PARTS, WHOLE_FONTS, name_of, parts_of, whole_files
from plumbing.signs import is_mark


def unpack_fonts() -> None:
    """Both subsets of a weight merged into one ttf, so that ş and ğ stay in the family."""
    PRINT.mkdir(exist_ok=True)
    for weight in WEIGHTS:
        with tempfile.TemporaryDirectory() as folder:
            latin = VENDOR / "fonts"
            parts = [
                _unpacked(latin / font_file(subset, weight), Path(folder)) for subset in SUBSETS
            ]
            whole = Merger().merge(parts)
            _leave_out_marks(whole)
            whole.save(PRINT / f"{FAMILY}-{weight}.ttf")
        _unpacked(VENDOR / "fonts" / arabic_file(weight), PRINT)
    for file in whole_files(NODE_MODULES):
        shutil.copy(file, PRINT)


def list_letters() -> None:
    """Which fonts have which letters, so that only those are unpacked which a document needs."""
    starts = (FAMILY, ARABIC, *WHOLE_FONTS.values())
    letters = {
        family: _letters(*sorted(PRINT.glob(f"{start}[-_]*.ttf")))
        for family, start in zip(BASE, starts, strict=True)
    }
    for family in PARTS:
        for part in parts_of(NODE_MODULES, family):
            letters[name_of(part)] = _letters(SCRIPTS / f"{name_of(part)}.woff2")
    LETTERS.write_text(json.dumps(_by_stretch(letters), separators=(",", ":")))


def _letters(*files: Path) -> set[int]:
    return set.intersection(*(set(TTFont(file, lazy=True).getBestCmap()) for file in files))


def _by_stretch(letters: dict[str, set[int]]) -> dict[str, Any]:
    """Where each stretch of letters begins that the same families have, and which those are."""
    owners: dict[int, list[int]] = {}
    for number, signs in enumerate(letters.values()):
        for sign in signs:
            owners.setdefault(sign, []).append(number)
    begins: list[int] = []
    whose: list[list[int]] = []
    for sign in sorted({*owners, *(sign + 1 for sign in owners)}):
        if not whose or owners.get(sign, []) != whose[-1]:
            begins.append(sign)
            whose.append(owners.get(sign, []))
    return {"families": list(letters), "begins": begins, "whose": whose}


def _leave_out_marks(font: TTFont) -> None:
    """It has a few that it does not put in their place; the next family has them all and does."""
    for table in font["cmap"].tables:
        table.cmap = {sign: name for sign, name in table.cmap.items() if not is_mark(chr(sign))}


def _unpacked(packed: Path, folder: Path) -> str:
    font = TTFont(packed)
    font.flavor = None
    file = str(folder / f"{packed.stem}.ttf")
    font.save(file)
    return file


if __name__ == "__main__":
    unpack_fonts()
    list_letters()
