"""Fonts for paper in other scripts: which npm packages, and which of their parts."""

import shutil
from pathlib import Path

WHOLE_FONTS = {
    "noto-sans": "NotoSans",
    "noto-emoji": "NotoEmoji",
    "noto-sans-math": "NotoSansMath",
    "noto-sans-symbols": "NotoSansSymbols",
    "noto-sans-symbols-2": "NotoSansSymbols2",
}
"""Undivided: Latin, Greek, Cyrillic and Devanagari with every mark, and all that is no letter."""
SCRIPT_WEIGHTS = ("400Regular", "700Bold")
ONE_PART = (
    "arabic hebrew armenian georgian ethiopic syriac thaana tifinagh nko adlam mongolian "
    "bengali gurmukhi gujarati oriya tamil telugu kannada malayalam sinhala "
    "thai lao myanmar khmer javanese"
)
PARTS = {
    **{f"noto-sans-{script}": script for script in ONE_PART.split()},
    "noto-serif-tibetan": "tibetan",
    **dict.fromkeys(("noto-sans-sc", "noto-sans-tc", "noto-sans-jp", "noto-sans-kr"), "[0-9]*"),
}
"""Of two families that have a letter the first is taken; the Latin in each stays behind."""
SOURCES = {"@fontsource-variable": "wght-normal", "@fontsource": "400-normal"}
"""Where a family is, and the ending of a part that holds its weights, or its only one."""


def copy_scripts(node_modules: Path, folder: Path) -> None:
    """All parts into one folder, still packed."""
    folder.mkdir()
    for family in PARTS:
        for part in parts_of(node_modules, family):
            shutil.copy(part, folder / f"{name_of(part)}.woff2")


def whole_files(node_modules: Path) -> list[Path]:
    """Those that are undivided, a file for each weight there is."""
    folder = node_modules / "@expo-google-fonts"
    files = [
        folder / family / weight / f"{name}_{weight}.ttf"
        for family, name in WHOLE_FONTS.items()
        for weight in SCRIPT_WEIGHTS
    ]
    return [file for file in files if file.exists()]


def parts_of(node_modules: Path, family: str) -> list[Path]:
    """The files of a family, all weights in one where npm has it so; raises where none is."""
    for source, ending in SOURCES.items():
        files = node_modules / source / family / "files"
        if parts := sorted(files.glob(f"{family}-{PARTS[family]}-{ending}.woff2")):
            return parts
    raise FileNotFoundError(family)


def name_of(part: Path) -> str:
    """A part by its family and what is in it."""
    return part.stem.removesuffix("-normal").removesuffix("-wght").removesuffix("-400")
