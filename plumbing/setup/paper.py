"""Fonts for paper: typst reads no woff2, and takes one file per weight of a family."""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from plumbing.setup.packages import SUBSETS, VENDOR, WEIGHTS, font_file

PRINT = VENDOR / "print"


def unpack_fonts() -> None:
    """Both subsets of a weight merged into one ttf, so that ş and ğ stay in the family."""
    PRINT.mkdir(exist_ok=True)
    for weight in WEIGHTS:
        with tempfile.TemporaryDirectory() as folder:
            parts = [_unpacked(Path(folder), subset, weight) for subset in SUBSETS]
            Merger().merge(parts).save(PRINT / f"atkinson-hyperlegible-next-{weight}.ttf")


def _unpacked(folder: Path, subset: str, weight: int) -> str:
    font = TTFont(VENDOR / "fonts" / font_file(subset, weight))
    font.flavor = None
    file = str(folder / f"{subset}.ttf")
    font.save(file)
    return file


if __name__ == "__main__":
    unpack_fonts()
