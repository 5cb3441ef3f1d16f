"""Folding words for search: without capitals and without accents."""

import unicodedata

from plumbing.signs import JOINERS


def folded(text: str) -> str:
    """The text in small letters without accents, and with single spaces."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(
        letter for letter in parts if not unicodedata.combining(letter) and letter not in JOINERS
    )
    return " ".join(plain.split())
