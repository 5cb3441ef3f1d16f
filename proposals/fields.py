"""Fields of a proposal: what is filled in, and what is wrong with it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Required, TypedDict, cast

from flask_babel import gettext as _
from flask_babel import ngettext

from plumbing.web import Invalid
from proposals.models import Kind, Version

FIELD_LENGTHS = {
    "title": 120,
    "summary": 600,
    "what": 10_000,
    "why": 10_000,
    "hands": 300,
    "place": 300,
    "settled": 4_000,
    "origin": 300,
    "addressee": 200,
    "because": 500,
}
TEXT_FIELDS = ("title", "summary", "what", "why", "hands", "place", "settled", "origin")
VERSION_FIELDS = (*TEXT_FIELDS, "money_cents")
MOST_CENTS = 100_000_000_00


class ProposalFields(TypedDict, total=False):
    """All that is filled in about a proposal, in the types of the tables."""

    title: Required[str]
    summary: str
    what: str
    why: str
    money_cents: int | None
    hands: str
    place: str
    settled: str
    origin: str
    kind: Kind
    addressee: str
    answer_due: date | None


def fields_of(form: Mapping[str, str]) -> ProposalFields:
    """What a form says, in the types of the tables; raises Invalid for amount, day or kind."""
    errors: dict[str, str] = {}
    fields: dict[str, Any] = {name: form.get(name, "") for name in (*TEXT_FIELDS, "addressee")}
    for name, read in (("money_cents", _cents), ("answer_due", _day), ("kind", _kind)):
        try:
            fields[name] = read(form.get(name, ""))
        except ValueError as wrong:
            errors[name] = str(wrong)
    if errors:
        raise Invalid(errors | too_long(fields))
    return cast("ProposalFields", fields)


def lines_of(text: str) -> list[str]:
    """One name a line, without empty ones and doubles."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def clean(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields without spaces around them and with one kind of line end."""
    return {
        name: value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
        for name, value in fields.items()
    }


def check(fields: Mapping[str, Any]) -> None:
    """Raise Invalid where a draft cannot be kept like this."""
    errors = too_long(fields)
    if not fields.get("title"):
        errors["title"] = _("Geef je voorstel een titel.")
    if fields.get("kind") is Kind.LETTER and not fields.get("addressee"):
        errors["addressee"] = _("Schrijf op aan wie de brief is.")
    if errors:
        raise Invalid(errors)


def check_complete(version: Version) -> None:
    """Raise Invalid where others could not yet talk about it."""
    errors = {}
    if not version.summary:
        errors["summary"] = _("Leg in een paar zinnen uit wat je voorstelt.")
    if not version.what:
        errors["what"] = _("Schrijf op wat er gaat gebeuren.")
    if errors:
        raise Invalid(errors)


def too_long(fields: Mapping[str, Any]) -> dict[str, str]:
    """A sentence for each field with more letters than fit."""
    return {
        name: _too_long(longest)
        for name, longest in FIELD_LENGTHS.items()
        if len(fields.get(name) or "") > longest
    }


def written(typed: str, field: str, longest: int, empty: str) -> str:
    """A text that must be there and must fit; raises Invalid for its field."""
    text = fitting(typed, field, longest)
    if not text:
        raise Invalid({field: empty})
    return text


def fitting(typed: str, field: str, longest: int) -> str:
    """A text that must fit; raises Invalid for its field."""
    text = typed.replace("\r\n", "\n").strip()
    if len(text) > longest:
        raise Invalid({field: _too_long(longest)})
    return text


def _too_long(longest: int) -> str:
    return ngettext(
        "Dit is te lang. Er past %(num)d letter in.",
        "Dit is te lang. Er passen %(num)d letters in.",
        longest,
    )


def _cents(text: str) -> int | None:
    """ "380", "12,50" and "€ 1.250" as cents."""
    plain = re.sub(r"[€\s]", "", text)
    if not plain:
        return None
    if not re.fullmatch(r"(\d{1,3}(\.\d{3})+|\d{1,9})([.,]\d{1,2})?", plain):
        raise ValueError(_("Schrijf een bedrag, zoals 380 of 12,50."))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", plain):
        plain = plain.replace(".", "")
    euros, _point, cents = plain.replace(",", ".").partition(".")
    total = int(euros) * 100 + int((cents + "00")[:2])
    if total > MOST_CENTS:
        raise ValueError(_("Dit bedrag is te groot."))
    return total


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as wrong:
        raise ValueError(_("Schrijf een dag, zoals 2026-06-01.")) from wrong


def _kind(text: str) -> Kind:
    try:
        return Kind(text or Kind.PLAN)
    except ValueError as wrong:
        raise ValueError(_("Kies wat voor voorstel het is.")) from wrong
