"""The counts file: head counts as JSON (`gehoord-hear/1`), so that anybody can check a panel."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from representation import contradictions, fields
from representation.counts import Count, CountedAttribute, Counts, Settings, Value
from representation.judging import judge
from representation.refusals import HearFileError, InvalidCounts
from representation.rows import GroupRow
from representation.words import N_, say

_FORMAT = "gehoord-hear/1"
_TOP = "format", "members", "settings", "attributes"
_PARTS = "name", "ordered", "multiple", "known", "unknown", "values"


def judge_file(source: str | Path | bytes) -> list[GroupRow]:
    """The rows of a counts file or of its bytes. Raises HearFileError with the place."""
    return judge(read(source))


def read(source: str | Path | bytes) -> Counts:
    """The counts in a file or in its bytes (UTF-8). Raises HearFileError with the place."""
    content = source if isinstance(source, bytes) else _contents(Path(source))
    counts = _counts_from(fields.parsed(content))
    try:
        contradictions.check(counts)
    except InvalidCounts as contradiction:
        raise HearFileError(contradiction.where, contradiction.sentence) from contradiction
    return counts


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        sentence = say(N_("Dit bestand kan niet gelezen worden."))
        raise HearFileError("bestand", sentence) from error


def _counts_from(data: object) -> Counts:
    found = fields.mapping(data, "bestand", _TOP)
    if found.get("format") != _FORMAT:
        raise HearFileError("format", say(N_("Hier moet %(format)s staan."), format=_FORMAT))
    listed = fields.sequence(found.get("attributes"), "attributes")
    return Counts(
        members=fields.whole(found.get("members"), "members"),
        settings=_settings_from(found.get("settings", {})),
        attributes=tuple(
            _attribute_from(raw, f"attributes {position}")
            for position, raw in enumerate(listed, start=1)
        ),
    )


def _settings_from(data: object) -> Settings:
    readers: Mapping[str, Callable[[object, str], Any]] = {
        "k": lambda raw, where: fields.whole(raw, where, lowest=1),
        "alpha": fields.share,
        "ratio": lambda raw, where: fields.share(raw, where, with_ends=True),
        "watch": lambda raw, where: fields.share(raw, where, with_ends=True),
        "rho": fields.share,
        "beta": fields.share,
        "cover": lambda raw, where: fields.share(raw, where, with_ends=True),
    }
    found = fields.mapping(data, "settings", readers)
    return Settings(**{name: readers[name](raw, f"settings {name}") for name, raw in found.items()})


def _attribute_from(data: object, where: str) -> CountedAttribute:
    found = fields.mapping(data, where, _PARTS)
    name = fields.text(found.get("name"), f"{where} name")
    values = fields.sequence(found.get("values"), f"{name} / values")
    return CountedAttribute(
        name=name,
        values=tuple(
            _value_from(raw, f"{name} / values {position}")
            for position, raw in enumerate(values, start=1)
        ),
        ordered=fields.truth(found.get("ordered", False), f"{name} / ordered"),
        multiple=fields.truth(found.get("multiple", False), f"{name} / multiple"),
        known=_count_from(found["known"], f"{name} / known") if "known" in found else None,
        unknown=_count_from(found.get("unknown", {"members": 0, "heard": 0}), f"{name} / unknown"),
    )


def _value_from(data: object, where: str) -> Value:
    found = fields.mapping(data, where, ("value", "members", "heard"))
    value = fields.text(found.get("value"), f"{where} value")
    return Value(value, **_heads(found, where))


def _count_from(data: object, where: str) -> Count:
    return Count(**_heads(fields.mapping(data, where, ("members", "heard")), where))


def _heads(found: Mapping[str, object], where: str) -> dict[str, int]:
    return {name: fields.whole(found.get(name), f"{where} {name}") for name in ("members", "heard")}
