"""Language of the reader: words, dates and amounts; Dutch is the language of the source."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, gettext, ngettext, refresh
from flask_login import current_user
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from plumbing.words.catalogues import SOURCE, catalogues, has_unread, is_whole, self_named
from plumbing.words.formality import is_formal

COOKIE = "taal"
_FILES = catalogues()
LANGUAGES = {code: self_named(code) for code in (SOURCE, *_FILES)}
"""Every language the interface speaks at least in part, each called by its own name."""
WHOLE = (SOURCE, *(code for code, file in _FILES.items() if is_whole(file)))
"""Those in which every page is there."""

WITH_WEEKDAY = {"nl": "EEEE {}", "tr": "{} EEEE", "ar": "EEEE، {}"}
"""Where the day of the week stands beside the date; elsewhere before it, with a comma."""

taking_part: set[str] = set()
"""The blueprints from letter to receipt, which speak every language; each room adds its own."""


class Wording(Protocol):
    """A sentence as the pure rooms hand it out: Dutch, with its numbers beside it."""

    def render(self, gettext: Callable[..., str], ngettext: Callable[..., str]) -> str: ...


def chosen_language() -> str:
    """The language wished for where this page speaks it, else the next best."""
    if not has_request_context():
        return SOURCE
    wished = wished_language()
    if wished in WHOLE or request.endpoint is None or request.blueprint in taking_part:
        return wished
    return request.accept_languages.best_match(WHOLE, SOURCE) or SOURCE


def wished_language() -> str:
    """The reader's own choice, else her browser's, else Dutch."""
    if spoken := g.get("spoken"):
        return str(spoken)
    if (asked := request.cookies.get(COOKIE)) in LANGUAGES:
        return str(asked)
    if current_user and current_user.is_authenticated and current_user.language in LANGUAGES:
        return str(current_user.language)
    return request.accept_languages.best_match(list(LANGUAGES), SOURCE) or SOURCE


def speak(code: str) -> None:
    """Sets the language of this response, whatever this device read before."""
    g.spoken = code
    refresh()


def language() -> str:
    """The language this request is answered in."""
    locale = get_locale()
    return locale.language if locale else SOURCE


def direction() -> str:
    """ "rtl" where the language of this page is written from right to left, else "ltr"."""
    return Locale.parse(language()).text_direction


def speaks_all() -> bool:
    """Is this page there in every language?"""
    return request.blueprint in taking_part


def names_languages() -> bool:
    """Does each language stand in sight, for who may read no other? A member finds it at "Taal"."""
    return speaks_all() and (is_formal() or not current_user.is_authenticated)


def is_unread() -> bool:
    """Was some of this page written by a machine, and read by nobody?"""
    return has_unread(language())


def excuse() -> tuple[str, str]:
    """That this page is not there in the language wished for, said in it; and which it is."""
    wished = wished_language()
    if wished == language():
        return "", wished
    with force_locale(wished):
        return gettext("Deze pagina is er nog niet in jouw taal."), wished


def language_named(code: str) -> str:
    """What somebody speaks: by its own name where we speak it, else as the reader calls it."""
    name = LANGUAGES.get(code) or Locale.parse(language()).languages.get(code, code)
    return name[:1].upper() + name[1:]


def said(wording: Wording) -> str:
    """A sentence of the pure rooms in the reader's language, and its money in euros."""
    return wording.render(_in_euros, _number_in_euros)


def _in_euros(sentence: str, /, **values: object) -> str:
    return gettext(sentence, **_money_written(values))


def _number_in_euros(sentence: str, plural: str, num: int, /, **values: object) -> str:
    return ngettext(sentence, plural, num, **_money_written(values))


def _money_written(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: euros(value) if isinstance(value, Fraction) else value
        for name, value in values.items()
    }


def first_up(words: str) -> str:
    """Words that may begin with a name in the middle of a sentence, at the start of one."""
    return words[:1].upper() + words[1:]


def first_down(words: str) -> str:
    """A title or a verdict in the middle of a sentence; an abbreviation keeps its capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def zone() -> ZoneInfo:
    """The time zone of the community that is looked at."""
    return ZoneInfo(g.get("time_zone", "Europe/Amsterdam"))


def day(value: date | datetime, *, weekday: bool = False, year: bool = False) -> str:
    """A day as people say it: "3 mei", "zondag 3 mei" or "3 mei 2026"."""
    if isinstance(value, datetime):
        value = value.astimezone(zone()).date()
    return _day_in(language(), value, weekday, year)


def moment(value: datetime) -> str:
    """ "dinsdag 26 mei, 20.00 uur"."""
    # Without its zone, as one moment in two zones would be found as the same.
    return _moment_in(language(), value.astimezone(zone()).replace(tzinfo=None))


def number(value: int) -> str:
    """A whole number with the separators of the language."""
    return format_decimal(value, locale=language())


def tallied(value: int | str | Fraction | Decimal, most: int = 5) -> str:
    """What was counted, as people write it: 12, 2,33 for "7/3", 14,5 for "14.50000"."""
    exact = Fraction(value)
    if "/" in str(value):
        most = min(most, 2)
    rounded = Decimal(exact.numerator) / Decimal(exact.denominator)
    return format_decimal(round(rounded, most), f"#,##0.{'#' * most}", locale=language())


def money(cents: int) -> str:
    """An amount in euros, without cents where there are none."""
    pattern = "¤ #,##0" if cents % 100 == 0 else "¤ #,##0.00"
    return format_currency(
        cents / 100, "EUR", pattern, locale=language(), currency_digits=False
    ).replace(" ", "\N{NO-BREAK SPACE}")


def euros(amount: int | str | Fraction | Decimal) -> str:
    """The same of an exact amount in euros, as "25/2" is one; cut off after its cents."""
    return money(int(Fraction(amount) * 100))


def listed(words: Iterable[str]) -> str:
    """In a sentence: "A, B en C"."""
    return format_list(list(words), locale=language())


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=chosen_language, timezone_selector=lambda: str(zone()))
    app.jinja_env.filters.update(
        day=day,
        euros=euros,
        first_up=first_up,
        listed=listed,
        moment=moment,
        money=money,
        number=number,
        said=said,
        spoken=language_named,
        tallied=tallied,
    )
    app.jinja_env.globals.update(
        _=_on_page,
        gettext=_on_page,
        direction=direction,
        excuse=excuse,
        is_unread=is_unread,
        names_languages=names_languages,
        speaks_all=speaks_all,
    )
    app.jinja_env.add_extension("jinja2.ext.do")


@lru_cache(1024)
def _day_in(locale: str, value: date, weekday: bool, year: bool) -> str:
    pattern = "d MMMM y" if year else "d MMMM"
    if weekday:
        pattern = WITH_WEEKDAY.get(locale, "EEEE, {}").format(pattern)
    # The number of the day never stands apart from its month.
    return re.sub(r"(\d) ", "\\1\N{NO-BREAK SPACE}", format_date(value, pattern, locale=locale))


@lru_cache(1024)
def _moment_in(locale: str, local: datetime) -> str:
    if locale == "nl":
        return f"{format_datetime(local, 'EEEE d MMMM, HH.mm', locale='nl')} uur"
    comma = "،" if locale == "ar" else ","
    on = format_datetime(local, WITH_WEEKDAY.get(locale, "EEEE {}").format("d MMMM"), locale=locale)
    at = format_time(local, "short", locale=locale).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{on}{comma} {at}"


@pass_eval_context
def _on_page(context: EvalContext, sentence: str, /, **values: Any) -> str:
    """What flask_babel does for `_` in a template, but a page has a hundred of them."""
    said_here = _kept(language(), sentence)
    words = said_here if context.autoescape else str(said_here)
    return words % values if "%" in words else words


@lru_cache(4096)
def _kept(_language: str, sentence: str) -> Markup:
    return Markup(gettext(sentence))
