"""Signs as a reader sees them: a letter with its marks, an emoji with its parts."""

import unicodedata
from collections.abc import Iterator

JOINER = "\u200d"
JOINERS = ("\u200c", JOINER)
JOINED = {"Lo", "Mn", "Mc", "So", "Sk"}
"""Kinds of letters between which a joiner says how they are written; Latin has others."""
SILENT = 9
"""The class of marks that take the vowel away; after one a joiner may end a word."""
HIDDEN = (
    range(0x034F, 0x0350),
    range(0x061C, 0x061D),
    range(0x115F, 0x1161),
    range(0x17B4, 0x17B6),
    range(0x180B, 0x1810),
    range(0x200B, 0x2010),
    range(0x2028, 0x202F),
    range(0x2060, 0x2070),
    range(0x3164, 0x3165),
    range(0xFE00, 0xFE10),
    range(0xFFA0, 0xFFA1),
    range(0x1BCA0, 0x1BCA4),
    range(0x1D173, 0x1D17B),
    range(0xE0000, 0xE1000),
)
"""What the Unicode standard calls default ignorable, and where a line or paragraph ends."""
TURNING = "\u202a\u202b\u202c\u202d\u202e"
"""They turn around all that follows, the words of the house as well."""
APART = "\ufeff\ufff9\ufffa\ufffb"
SKINS = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)
FLAGS = range(0x1F1E6, 0x1F200)
OLD_KOREAN = (range(0x1100, 0x1200), range(0xA960, 0xA980), range(0xD7B0, 0xD800))


def signs_of(text: str) -> Iterator[str]:
    """One after the other; together they are the text."""
    sign = ""
    for letter in text:
        if sign and not _goes_on(sign, letter):
            yield sign
            sign = ""
        sign += letter
    if sign:
        yield sign


def without_controls(text: str) -> str:
    """The text without what is no sign at all; what parted words still parts them."""
    return "".join(
        " " if letter.isspace() and letter not in "\t\n\r" and letter < "\xa0" else letter
        for letter in text
        if not _is_control(letter)
    )


def without_loose_joiners(text: str) -> str:
    """Joiners stay where Persian, the languages of India and emoji need them, and nowhere else."""
    around = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    return "".join(
        letter for before, letter, after in around if letter not in JOINERS or _join(before, after)
    )


def is_hidden(letter: str) -> bool:
    """Takes part without being seen, so that no font need have it."""
    return any(ord(letter) in stretch for stretch in HIDDEN) or letter in "\t\n\r"


def is_mark(letter: str) -> bool:
    """Stands on, under or around the letter before it."""
    return unicodedata.category(letter)[0] == "M"


def _join(before: str, after: str) -> bool:
    kinds = {unicodedata.category(before), unicodedata.category(after)}
    return kinds <= JOINED or unicodedata.combining(before) == SILENT


def _goes_on(sign: str, letter: str) -> bool:
    number = ord(letter)
    return (
        is_mark(letter)
        or letter == JOINER
        or number in SKINS
        or number in TAGS
        or (sign[-1] == JOINER and unicodedata.category(letter) == "So")
        or (number in FLAGS and len(sign) == 1 and ord(sign) in FLAGS)
        or (_is_old_korean(letter) and _is_old_korean(sign[-1]))
    )


def _is_old_korean(letter: str) -> bool:
    return any(ord(letter) in stretch for stretch in OLD_KOREAN)


def _is_control(letter: str) -> bool:
    if letter in TURNING or letter in APART or ord(letter) & 0xFFFE == 0xFFFE:
        return True
    if 0xFDD0 <= ord(letter) <= 0xFDEF:
        return True
    return unicodedata.category(letter) == "Cc" and not letter.isspace()
