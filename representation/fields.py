"""The fields of a counts file, read strictly: what is not as it should be is refused."""

import json
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from representation.refusals import HearFileError
from representation.words import N_, Sentence, say

_MOST_PEOPLE = 10_000_000
_FINEST = -9


def parsed(content: bytes) -> object:
    """The JSON of a file, decimals exact. Raises HearFileError, also for a name given twice."""
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=Decimal,
            object_pairs_hook=_without_repeats,
        )
    except json.JSONDecodeError as error:
        where = f"regel {error.lineno}, teken {error.colno}"
        raise HearFileError(where, say(N_("Dit is geen geldige JSON."))) from error
    except UnicodeDecodeError as error:
        raise HearFileError("bestand", say(N_("Dit bestand is geen UTF-8."))) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        if isinstance(error, HearFileError):
            raise
        raise HearFileError("bestand", say(N_("Dit is geen geldige JSON."))) from error


def _without_repeats(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _refused(name, say(N_("Deze naam staat er twee keer.")))
        found[name] = value
    return found


def mapping(raw: object, where: str, known: Collection[str]) -> Mapping[str, object]:
    """The value where it is an object with no names but `known`; else raises HearFileError."""
    if not isinstance(raw, dict):
        raise _refused(where, say(N_("Hier moet een object staan: { … }.")))
    for name in raw:
        if name not in known:
            sentence = say(N_("“%(name)s” kennen we niet."), name=printable(name))
            raise _refused(where, sentence)
    return raw


def sequence(raw: object, where: str) -> Sequence[object]:
    """The value where it is a list of JSON; else raises HearFileError."""
    if isinstance(raw, list):
        return raw
    raise _refused(where, say(N_("Hier moet een lijst staan: [ … ].")))


def text(raw: object, where: str) -> str:
    """The value where it is text of one line that is not empty; else raises HearFileError."""
    if isinstance(raw, str) and raw.isprintable() and raw.strip():
        return raw
    raise _refused(where, say(N_("Hier moet een tekst van één regel staan.")))


def truth(raw: object, where: str) -> bool:
    """The value where it is true or false; else raises HearFileError."""
    if isinstance(raw, bool):
        return raw
    raise _refused(where, say(N_("Hier moet true of false staan.")))


def whole(raw: object, where: str, lowest: int = 0) -> int:
    """The value where it is a whole number from `lowest` to ten million; else HearFileError."""
    if type(raw) is int and lowest <= raw <= _MOST_PEOPLE:
        return raw
    sentence = say(
        N_("Hier moet een geheel getal van %(lowest)s tot en met %(highest)s staan."),
        lowest=lowest,
        highest=_MOST_PEOPLE,
    )
    raise _refused(where, sentence)


def share(raw: object, where: str, with_ends: bool = False) -> Fraction:
    """A number between 0 and 1, exact; with both ends or without them. Raises HearFileError."""
    if type(raw) is int and with_ends and raw in (0, 1):
        return Fraction(raw)
    if isinstance(raw, Decimal) and raw.is_finite() and _is_moderate(raw):
        found = Fraction(raw)
        if 0 < found < 1 or (with_ends and 0 <= found <= 1):
            return found
    if with_ends:
        raise _refused(where, say(N_("Hier moet een getal van 0 tot en met 1 staan.")))
    raise _refused(where, say(N_("Hier moet een getal tussen 0 en 1 staan.")))


def _is_moderate(number: Decimal) -> bool:
    return _FINEST <= number.adjusted() <= 0 and len(number.as_tuple().digits) <= 20


def printable(raw: str) -> str:
    """The text with a question mark for every letter that is no letter to a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in raw)


def _refused(where: str, sentence: Sentence) -> HearFileError:
    return HearFileError(printable(where), sentence)
