"""Spoken languages, by the names they are called, in Dutch, English or themselves."""

from collections.abc import Iterable
from functools import cache

from babel import Locale, localedata
from babel.core import get_global
from babel.languages import get_official_languages

from plumbing.words.language import LANGUAGES

HERE = "NL"
BY_MANY = 5
"""Per cent of the people of some country: then it is somebody's who moved here, too."""
CALLED_IN = ("nl", "en")


def language_called(words: str, *, is_asked: bool = False) -> str:
    """The code of a language by its name; empty where it is none.

    `is_asked` where the words stand under a heading that asks for it: then a code counts as well,
    and the name in any language itself. Elsewhere a code would be somebody's initials.
    """
    plain = words.casefold().strip()
    found = _named().get(plain, "")
    if found or not is_asked:
        return found
    return plain if plain in _spoken() else _self_named().get(plain, "")


@cache
def _spoken() -> frozenset[str]:
    """What is spoken in the Netherlands, official somewhere, or a language of many."""
    territories = get_global("territory_languages")
    codes = set(territories[HERE]) | set(LANGUAGES)
    for territory, spoken in territories.items():
        codes.update(get_official_languages(territory, regional=True, de_facto=True))
        codes.update(code for code, of in spoken.items() if of["population_percent"] >= BY_MANY)
    return frozenset(code for code in codes if code.isalpha() and code != "und")


@cache
def _named() -> dict[str, str]:
    """By their Dutch and English names, and those of the interface by all they are called."""
    names = {code: code for code in LANGUAGES}
    for reader in CALLED_IN:
        for code, name in Locale.parse(reader).languages.items():
            # "Dari" is the Persian of a country, "Vlaams" the Dutch of one.
            family = code.partition("_")[0]
            if family in _spoken():
                names.setdefault(name.casefold(), family)
    return _self_named_among(LANGUAGES) | names


@cache
def _self_named() -> dict[str, str]:
    """By their own names; it takes a second to read all those files, once."""
    return _self_named_among(_spoken())


def _self_named_among(codes: Iterable[str]) -> dict[str, str]:
    described = [code for code in codes if localedata.exists(code)]
    names = {code: Locale.parse(code).get_display_name(code) for code in described}
    return {name.casefold(): code for code, name in names.items() if name}
