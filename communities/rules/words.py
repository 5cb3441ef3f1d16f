"""The rules in words, as the page and the log say them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from communities import log
from plumbing.words.language import listed
from voting import METHODS as COUNTED

METHODS = tuple(COUNTED)


def name_of(rule: str) -> str:
    """What a rule is called."""
    return {
        "talk_days": _("Praten voor we beslissen"),
        "backers": _("Hoeveel anderen erover willen beslissen"),
        "fairness_days": _("“Is de vraag eerlijk gesteld?”"),
        "objection_days": _("“Geen besluit nodig, we beginnen”"),
        "methods": _("Hoe we kunnen beslissen"),
        "default_days": _("Hoe lang een besluit openstaat"),
        "min_days": _("Zo kort mag een besluit openstaan"),
        "max_days": _("Zo lang mag een besluit openstaan"),
        "secret_by_default": _("Stemmen"),
        "quorum": _("Hoeveel mensen mee moeten doen"),
        "consent_quorum_third": _("Besluit zonder bezwaar: hoeveel mensen mee moeten doen"),
        "who_may_propose": _("Wie een voorstel mag doen"),
    }[rule]


def method_name(method: str) -> str:
    """A method by the name people choose it by."""
    return _(COUNTED[method].name) if method in COUNTED else method


def value_of(rule: str, value: Any) -> str:
    """What a rule says."""
    match rule:
        case "methods":
            return ", ".join(method_name(method) for method in value)
        case "backers":
            return ngettext("%(num)d persoon", "%(num)d personen", value) if value else _("niemand")
        case "secret_by_default":
            return _("geheim, als niemand iets anders kiest") if value else _("open, met namen")
        case "consent_quorum_third":
            return _("een derde van alle leden") if value else _("geen ondergrens")
        case "quorum":
            return quorum(value)
        case "who_may_propose":
            return _("alle leden") if value == "everyone" else _("alleen gespreksleiders")
        case _:
            return ngettext("%(num)d dag", "%(num)d dagen", value)


def quorum(value: str) -> str:
    """A quorum as people say it."""
    if value == "0":
        return _("geen ondergrens")
    if "/" not in value:
        return ngettext("%(num)d persoon", "%(num)d personen", int(value))
    part, _of, whole = value.partition("/")
    return _("%(part)s van elke %(whole)s leden", part=part, whole=whole)


def _changed(rule: str, before: Any, after: Any) -> str:
    """What a rule said and says; of many ways to decide only what came and what went."""
    if rule != "methods":
        return f"{name_of(rule)}: {value_of(rule, before)} → {value_of(rule, after)}"
    came = [method_name(method) for method in after if method not in before]
    went = [method_name(method) for method in before if method not in after]
    words = [_("erbij %(names)s", names=listed(came))] if came else []
    words += [_("eraf %(names)s", names=listed(went))] if went else []
    return f"{name_of(rule)}: {', '.join(words)}"


def _logged(by: str, details: dict[str, Any]) -> str:
    said = "; ".join(
        _changed(rule, before, after) for rule, (before, after) in details["changes"].items()
    )
    if details.get("title"):
        return _(
            "Door besluit %(number)s, “%(title)s”, veranderden de regels. "
            "%(by)s zette ze erin. %(changes)s",
            number=details["number"],
            title=details["title"],
            by=by,
            changes=said,
        )
    if details.get("decision"):
        return _("Door een besluit veranderden de regels. %(changes)s", changes=said)
    return _("%(by)s veranderde de regels. %(changes)s", by=by, changes=said)


SENTENCES: log.Sentences = {
    "rules": _logged,
}
