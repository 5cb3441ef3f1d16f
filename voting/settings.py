"""The settings of a count by name: how each is read, and what it is when left out."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from voting.refusals import InvalidSettings
from voting.values import Struct
from voting.words import N_, say

Reader = Callable[[str, object], Any]
"""Of the name of a setting and a raw value it makes one fit for JSON; raises InvalidSettings."""
_YES = (True, "true", "yes", "on", "1")
_NO = (False, "false", "no", "off", "0")


class Setting(Struct, frozen=True):
    """One setting of a count, by the name under which it is kept and stands in a count file."""

    name: str
    read: Reader
    """Makes of the name and the raw value one that is fit for JSON; raises InvalidSettings."""
    default: Any
    """What it is when it is left out, in the form that `read` gives."""
    names_method: bool = False
    """Is its value the key of another method, where it is not the default?"""


def whole(lowest: int) -> Reader:
    """A whole number of `lowest` or more; digits are read as one."""

    def read(name: str, raw: object) -> int:
        number = as_whole(raw)
        if number is None or number < lowest:
            sentence = say(N_("Vul een geheel getal van %(lowest)s of meer in."), lowest=lowest)
            raise InvalidSettings(name, sentence)
        return number

    return read


def choice(*words: str) -> Reader:
    """One of these words."""

    def read(name: str, raw: object) -> str:
        if isinstance(raw, str) and raw in words:
            return raw
        raise InvalidSettings(name, say(N_("Kies uit: %(words)s."), words=", ".join(words)))

    return read


def yes_or_no(name: str, raw: object) -> bool:
    """True or False, from themselves or from a word or digit of a form. Raises InvalidSettings."""
    if isinstance(raw, bool | str) and raw in _YES + _NO:
        return raw in _YES
    raise InvalidSettings(name, say(N_("Kies ja of nee (true of false).")))


def text(name: str, raw: object) -> str:
    """Any text that can be written as UTF-8. Raises InvalidSettings."""
    if isinstance(raw, str) and is_unicode(raw):
        return raw
    raise InvalidSettings(name, say(N_("Vul een tekst in.")))


def number_or_share(name: str, raw: object) -> int | str:
    """A whole number of 0 or more (`"1"` is one), or a share from 0 to 1 (`"1/1"` is everybody).

    Raises InvalidSettings.
    """
    number, share = as_whole(raw), as_share(raw)
    if number is not None and number >= 0:
        return number
    if share is not None and share <= 1:
        return share_text(share)
    sentence = say(N_("Vul een geheel getal in, of een deel van 1, zoals 1/2."))
    raise InvalidSettings(name, sentence)


def share(name: str, raw: object) -> str:
    """A fraction from 0 to 1, as text such as "2/3". Raises InvalidSettings."""
    number = as_whole(raw)
    found = as_share(raw) if number is None else Fraction(number)
    if found is None or not 0 <= found <= 1:
        raise InvalidSettings(name, say(N_("Vul een deel van 1 in, zoals 1/2.")))
    return share_text(found)


def threshold(*words: str) -> Reader:
    """One of the words, or a fraction above 1/2 up to 1, as text."""

    def read(name: str, raw: object) -> str:
        if isinstance(raw, str) and raw in words:
            return raw
        share = Fraction(1) if as_whole(raw) == 1 else as_share(raw)
        if share is not None and Fraction(1, 2) < share <= 1:
            return share_text(share)
        sentence = say(
            N_("Kies uit: %(words)s, of vul een deel in boven 1/2, zoals 2/3."),
            words=", ".join(words),
        )
        raise InvalidSettings(name, sentence)

    return read


def as_whole(raw: object) -> int | None:
    """A whole number, from itself or from at most twelve digits; else None."""
    if type(raw) is int:
        return raw
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,12}", raw):
        return int(raw)
    return None


def as_share(raw: object) -> Fraction | None:
    """A fraction from text such as "2/3", of 0 or more; else None."""
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,12}/0*[1-9][0-9]{0,11}", raw):
        return Fraction(raw)
    return None


def share_text(share: Fraction) -> str:
    """The fraction in its lowest terms, as "2/3"."""
    return f"{share.numerator}/{share.denominator}"


def is_unicode(raw: str) -> bool:
    """Whether a text can be written as UTF-8; half a surrogate pair cannot."""
    return not re.search("[\ud800-\udfff]", raw)
