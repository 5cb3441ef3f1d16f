"""What is printed where no font has a sign: the letter without its mark, or a mark of a gap."""

import re
import unicodedata
from functools import lru_cache

from plumbing.fonts import BASE, family_of
from plumbing.signs import is_hidden, is_mark, signs_of, without_controls

GAP = "\ufffd"
"""Unicode's own, and no box: on a ballot that would be one to tick."""
PLAIN = re.compile(r"[\t\n\r -~]*")


def printable(text: str) -> str:
    """The text in signs that a font has, as near to it as can be."""
    if PLAIN.fullmatch(text):
        return text
    composed = unicodedata.normalize("NFC", without_controls(text))
    return "".join(_drawn(sign) for sign in signs_of(composed))


def in_base(text: str) -> str:
    """The text in signs of the fonts that are always there, a gap for each other."""
    if PLAIN.fullmatch(text):
        return text
    return "".join(sign if family_of(sign) in BASE else GAP for sign in signs_of(text))


def families_of(text: str) -> set[str]:
    """The families that a printable text takes its signs from."""
    if PLAIN.fullmatch(text):
        return set()
    return {family for sign in signs_of(text) if (family := family_of(sign))}


@lru_cache(10_000)
def _drawn(sign: str) -> str:
    seen = [part for part in sign if not is_hidden(part)]
    if seen and is_mark(seen[0]):
        # Nothing before it carries it, and the words of the house that stand there must not.
        return "".join(part for part in sign if is_hidden(part))
    if family_of(sign):
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    if plain != sign:
        return "".join(map(_drawn, signs_of(plain)))
    return _in_pieces(sign) if len(sign) > 1 else GAP


def _in_pieces(sign: str) -> str:
    """As much of it together as one font has, and after that what can stand by itself."""
    pieces = [""]
    for part in sign:
        if family_of(pieces[-1] + part):
            pieces[-1] += part
        elif not is_mark(part):
            pieces.append(part if family_of(part) else GAP)
    return "".join(pieces)
