"""Form of the rules: read from the page into `Rules`, or refused field by field."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from communities.rules.rules import Rules
from communities.rules.words import METHODS
from plumbing.values import replace
from plumbing.web import Invalid

BOUNDS = {
    "talk_days": (0, 90),
    "backers": (0, 50),
    "fairness_days": (0, 30),
    "objection_days": (1, 60),
    "default_days": (1, 90),
    "min_days": (1, 90),
    "max_days": (1, 180),
}
PROPOSERS = ("everyone", "facilitators")
QUORUMS = ("0", "1/4", "1/3", "1/2", "2/3")


def rules_from(form: MultiDict[str, str], before: Rules) -> Rules:
    """The rules this form asks for; what it does not ask stays. Raises Invalid by field."""
    errors: dict[str, str] = {}
    numbers = {name: _number(form, name, errors) for name in BOUNDS}
    methods = tuple(method for method in METHODS if method in form.getlist("methods"))
    if not methods:
        errors["methods"] = _("Kies minstens één manier.")
    quorum = form.get("quorum", "")
    if quorum not in (*QUORUMS, before.quorum):
        errors["quorum"] = _("Kies iets uit de lijst.")
    proposers = form.get("who_may_propose", before.who_may_propose)
    if proposers not in PROPOSERS:
        errors["who_may_propose"] = _("Kies iets uit de lijst.")
    if not errors:
        errors |= _out_of_order(numbers)
    if errors:
        raise Invalid(errors)
    changed: dict[str, Any] = dict(numbers)
    return replace(
        before,
        methods=methods,
        quorum=quorum,
        who_may_propose=proposers,
        secret_by_default=form.get("secret_by_default") == "yes",
        consent_quorum_third=form.get("consent_quorum_third") == "yes",
        **changed,
    )


def _number(form: MultiDict[str, str], name: str, errors: dict[str, str]) -> int:
    least, most = BOUNDS[name]
    typed = form.get(name, "").strip()
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else -1
    if not least <= number <= most:
        errors[name] = _(
            "Vul een getal in van %(least)s tot en met %(most)s.", least=least, most=most
        )
    return number


def _out_of_order(numbers: dict[str, int]) -> dict[str, str]:
    if numbers["min_days"] > numbers["max_days"]:
        return {"min_days": _("Dit is langer dan het langste.")}
    if not numbers["min_days"] <= numbers["default_days"] <= numbers["max_days"]:
        return {
            "default_days": ngettext(
                "Kies een getal tussen het kortste (%(num)d dag) en het langste.",
                "Kies een getal tussen het kortste (%(num)d dagen) en het langste.",
                numbers["min_days"],
            )
        }
    return {}
