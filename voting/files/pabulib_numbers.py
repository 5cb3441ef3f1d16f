"""The numbers of a `.pb` file, exact: money with decimals and whole points."""

import re
from fractions import Fraction

from voting.refusals import CountFileError
from voting.words import N_, say

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{0,15})?")


def money(text: str, where: str, lowest: int | None = 0) -> Fraction:
    """A sum with or without decimals, exact, of `lowest` or more unless that is None.

    Raises CountFileError.
    """
    found = Fraction(text) if _NUMBER.fullmatch(text) else None
    if found is None or (lowest is not None and found < lowest):
        raise CountFileError(where, say(N_("Hier moet een bedrag van 0 of meer staan.")))
    return found


def whole(text: str, where: str) -> int:
    """A whole number of 1 or more, of at most nine digits. Raises CountFileError."""
    if re.fullmatch(r"[0-9]{1,9}", text) and int(text) > 0:
        return int(text)
    sentence = say(N_("Hier moet een geheel getal van %(lowest)s of meer staan."), lowest=1)
    raise CountFileError(where, sentence)


def points(text: str) -> object:
    """A whole number; anything else as it is, which makes the ballot invalid."""
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,15}", text) else text


def decimal(number: Fraction) -> str | None:
    """The number with its decimals; None for one that has no end of them."""
    left = number.denominator
    places = 0
    while left % 10 == 0 or left % 2 == 0 or left % 5 == 0:
        left = left // 10 if left % 10 == 0 else left // 2 if left % 2 == 0 else left // 5
        places += 1
    if left != 1 or places > 15:
        return None
    digits = f"{int(number * 10**places):0{places + 1}}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
