"""Form of a decision: as it was typed, and read into the draft that is prepared."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TypeVar
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from communities.models import Community
from decisions.models import ExtendOn, ResultsVisible, Secrecy
from decisions.opening.draft import Draft, OptionDraft
from plumbing.clock import now
from plumbing.values import Struct, field
from plumbing.web import Invalid
from proposals.models import Proposal
from voting import METHODS, option_key

EVENING = time(20, 0)
NUMBERS = ("threshold", "quorum", "second_quorum")
"""The numbers of a rule of which a community can say in which article it is found."""
Word = TypeVar("Word", Secrecy, ResultsVisible, ExtendOn)


class Filled(Struct):
    """What stands in the form; texts as they were typed."""

    method: str
    title: str = ""
    question: str = ""
    options: list[dict[str, str]] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    preset: str = ""
    named_option: str = ""
    """The option to which the method gives a meaning of its own, such as none of these."""
    secrecy: str = Secrecy.SECRET.value
    results_visible: str = ResultsVisible.AT_CLOSING.value
    extend_on: str = ExtendOn.NEVER.value
    extend_days: str = "7"
    early_closing: bool = False
    same_roll: bool = False
    by_articles: bool = False
    """Is each number of the rule found in the community's own articles?"""
    second_quorum: str = ""
    articles: dict[str, str] = field(default_factory=dict)
    closes_on: str = ""
    closes_time: str = "20:00"


def read(form: MultiDict[str, str]) -> Filled:
    """What was typed, kept as it is."""
    return Filled(
        method=form.get("method", ""),
        title=form.get("title", ""),
        question=form.get("question", ""),
        options=_rows(form),
        settings=_under(form, "settings."),
        preset=form.get("preset", ""),
        named_option=form.get("named_option", ""),
        secrecy=form.get("secrecy", Secrecy.SECRET.value),
        results_visible=form.get("results_visible", ResultsVisible.AT_CLOSING.value),
        extend_on=form.get("extend_on", ExtendOn.NEVER.value),
        extend_days=form.get("extend_days", ""),
        early_closing=bool(form.get("early_closing")),
        same_roll=bool(form.get("same_roll")),
        by_articles=bool(form.get("by_articles")),
        second_quorum=form.get("second_quorum", ""),
        articles=_under(form, "articles."),
        closes_on=form.get("closes_on", ""),
        closes_time=form.get("closes_time", ""),
    )


def draft_of(filled: Filled, proposal: Proposal, previous_id: int | None) -> Draft:
    """The draft that the engine takes; raises Invalid by field for what cannot be read."""
    errors: dict[str, str] = {}
    closes_at = _moment(filled, proposal.community, errors)
    settings = {name: value for name, value in filled.settings.items() if value.strip()}
    if money := settings.get("budget"):
        settings["budget"] = _exact(money, errors)
    options = _options(filled.options, errors) + _named(filled, settings)
    visible = _word(ResultsVisible, filled.results_visible, ResultsVisible.AT_CLOSING)
    draft = Draft(
        title=filled.title[:160],
        question=filled.question[:300],
        method=filled.method,
        closes_at=closes_at,
        settings=settings | dict(parse_qsl(filled.preset)),
        options=options,
        secrecy=_word(Secrecy, filled.secrecy, Secrecy.SECRET),
        results_visible=visible,
        extend_on=_word(ExtendOn, filled.extend_on, ExtendOn.NEVER),
        extend_days=int(filled.extend_days) if filled.extend_days.isdecimal() else 0,
        early_closing=filled.early_closing,
        previous_id=previous_id,
        same_roll=filled.same_roll,
        second_quorum=filled.second_quorum.strip()[:20],
        articles={
            name: where.strip()[:60]
            for name, where in filled.articles.items()
            if where.strip() and name in NUMBERS
        },
    )
    if errors:
        raise Invalid(errors)
    return draft


def _under(form: MultiDict[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value for name, value in form.items() if name.startswith(prefix)
    }


def _rows(form: MultiDict[str, str]) -> list[dict[str, str]]:
    columns = [form.getlist(f"option_{name}") for name in ("label", "description", "cost", "of")]
    rows = [row_of(*row) for row in zip(*columns, strict=False)]
    listed = list(_listed(form.get("option_list", "")))
    return [row for row in rows if any(row.values())] + listed if listed else rows


def row_of(label: str = "", description: str = "", cost: str = "", of: str = "") -> dict[str, str]:
    """One option as it stands in the form; `of` is the proposal it stands for."""
    return {"label": label, "description": description, "cost": cost, "of": of}


def _listed(text: str) -> Iterator[dict[str, str]]:
    """An option on each line, with what it costs after a semicolon or in the next column."""
    for line in text.splitlines():
        label, _separator, cost = line.strip().replace("\t", ";").partition(";")
        if label.strip():
            yield row_of(label.strip(), cost=cost.strip())


def _options(rows: list[dict[str, str]], errors: dict[str, str]) -> tuple[OptionDraft, ...]:
    drafts = []
    for row in rows:
        if not any(value.strip() for value in row.values()):
            continue
        cents = _cents(row["cost"])
        if cents is None and row["cost"].strip():
            errors["options"] = _("Schrijf een bedrag in euro, zoals 250 of 12,50.")
        drafts.append(
            OptionDraft(
                label=row["label"].strip()[:160],
                description=row["description"].strip()[:600],
                cost_cents=cents,
                proposal_id=int(row["of"]) if row["of"].isdecimal() else None,
            )
        )
    return tuple(drafts)


def _named(filled: Filled, settings: dict[str, str]) -> tuple[OptionDraft, ...]:
    """The option with a meaning of its own comes last, and a setting says which it is."""
    setting = METHODS[filled.method].names_option if filled.method in METHODS else ""
    label = filled.named_option.strip()[:160]
    if not setting or not label:
        return ()
    written = sum(any(value.strip() for value in row.values()) for row in filled.options)
    settings[setting] = option_key(written)
    return (OptionDraft(label),)


def _exact(money: str, errors: dict[str, str]) -> str:
    """An amount as people type it, in euros with a point before the cents."""
    cents = _cents(money)
    if cents is None:
        errors["budget"] = _("Schrijf een bedrag in euro, zoals 250 of 12,50.")
        return "0"
    return f"{cents // 100}.{cents % 100:02d}"


def _cents(text: str) -> int | None:
    plain = re.sub(r"[€\s]", "", text)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", plain):
        plain = plain.replace(".", "")
    if not re.fullmatch(r"\d{1,9}([.,]\d{1,2})?", plain):
        return None
    euros, _point, cents = plain.replace(",", ".").partition(".")
    return int(euros) * 100 + int((cents + "00")[:2])


def _moment(filled: Filled, community: Community, errors: dict[str, str]) -> datetime:
    """Day and time are the community's own, and stored as UTC."""
    try:
        day = date.fromisoformat(filled.closes_on.strip())
        hour = time.fromisoformat(filled.closes_time.strip() or EVENING.isoformat())
    except ValueError:
        errors["closes_at"] = _("Kies een dag en een tijd.")
        return now()
    local = datetime.combine(day, hour.replace(tzinfo=None), ZoneInfo(community.time_zone))
    return local.astimezone(now().tzinfo)


def _word(kind: type[Word], text: str, otherwise: Word) -> Word:
    return kind(text) if text in [member.value for member in kind] else otherwise
