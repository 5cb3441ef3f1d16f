"""Fonts for paper: typst reads no woff2, and takes one file per weight of a family."""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from plumbing.hosting.setup.packages import FAMILY, SUBSETS, VENDOR, WEIGHTS, arabic_file, font_file

PRINT = VENDOR / "print"


def unpack_fonts() -> None:
    """Both subsets of a weight merged into one ttf, so that ş and ğ stay in the family."""
    PRINT.mkdir(exist_ok=True)
    for weight in WEIGHTS:
        with tempfile.TemporaryDirectory() as folder:
            latin = VENDOR / "fonts"
            parts = [
                _unpacked(latin / font_file(subset, weight), Path(folder)) for subset in SUBSETS
            ]
            Merger().merge(parts).save(PRINT / f"{FAMILY}-{weight}.ttf")
        _unpacked(VENDOR / "fonts" / arabic_file(weight), PRINT)


def _unpacked(packed: Path, folder: Path) -> str:
    font = TTFont(packed)
    font.flavor = None
    file = str(folder / f"{packed.stem}.ttf")
    font.save(file)
    return file


if __name__ == "__main__":
    unpack_fonts()
