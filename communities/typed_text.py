"""Text as people type it: without what cannot be seen, and never a formula."""

import unicodedata

from plumbing.signs import JOINERS, without_loose_joiners

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def clean(cell: str) -> str:
    """A cell without what cannot be seen, and without the mark that defused a formula."""
    # Most cells hold nothing of the kind, and a list has many.
    seen = cell if cell.isascii() and cell.isprintable() else without_loose_joiners(_visible(cell))
    whole = " ".join(seen.split())
    return whole[1:] if whole[:1] == "'" and whole[1:2] in RISKY else whole


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _visible(cell: str) -> str:
    return "".join(
        " " if letter.isspace() else letter
        for letter in unicodedata.normalize("NFC", cell)
        if letter.isspace()
        or letter in JOINERS
        or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs")
    )
