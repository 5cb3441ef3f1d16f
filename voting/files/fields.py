"""The fields of a count file, read strictly: what is not as it should be is refused."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from voting.refusals import CountFileError
from voting.settings import as_share, is_unicode
from voting.words import N_, Sentence, say


def parsed(content: bytes) -> object:
    """The JSON of a file, decimals exact. Raises CountFileError, also for a name given twice."""
    try:
        return json.loads(
            decoded(content),
            parse_float=Decimal,
            parse_constant=Decimal,
            object_pairs_hook=_without_repeats,
        )
    except json.JSONDecodeError as error:
        where = f"regel {error.lineno}, teken {error.colno}"
        raise CountFileError(where, say(N_("Dit is geen geldige JSON."))) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        if isinstance(error, CountFileError):
            raise
        raise CountFileError("bestand", say(N_("Dit is geen geldige JSON."))) from error


def decoded(content: bytes) -> str:
    """The bytes as UTF-8, with or without its mark, or else as Latin-1, which never fails."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _without_repeats(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise CountFileError(twice, say(N_("Deze naam staat er twee keer.")))
    return found


def mapping(raw: object, where: str) -> Mapping[str, object]:
    """The value where it is an object of JSON; else raises CountFileError."""
    if isinstance(raw, dict):
        return raw
    raise _refused(where, say(N_("Hier moet een object staan: { … }.")))


def sequence(raw: object, where: str) -> Sequence[object]:
    """The value where it is a list of JSON; else raises CountFileError."""
    if isinstance(raw, list):
        return raw
    raise _refused(where, say(N_("Hier moet een lijst staan: [ … ].")))


def text(raw: object, where: str) -> str:
    """The value where it is text that is not empty; else raises CountFileError."""
    if isinstance(raw, str) and raw and is_unicode(raw):
        return raw
    raise _refused(where, say(N_("Hier moet een tekst staan.")))


def whole(raw: object, where: str, lowest: int) -> int:
    """The value where it is a whole number of `lowest` or more; else raises CountFileError."""
    if type(raw) is int and raw >= lowest:
        return raw
    sentence = say(N_("Hier moet een geheel getal van %(lowest)s of meer staan."), lowest=lowest)
    raise _refused(where, sentence)


def cost(raw: object, where: str) -> Fraction | None:
    """A number of 0 or more, exact; one that is not decimal is written as "7/3"; None stays so.

    Raises CountFileError.
    """
    if raw is None:
        return None
    found = Fraction(raw) if type(raw) is int else as_share(raw)
    if isinstance(raw, Decimal) and raw.is_finite() and abs(raw.adjusted()) < 20:
        found = Fraction(raw)
    if found is None or found < 0:
        raise _refused(where, say(N_("Hier moet een bedrag van 0 of meer staan.")))
    return found


def _refused(where: str, sentence: Sentence) -> CountFileError:
    return CountFileError(where, sentence)
