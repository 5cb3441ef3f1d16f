"""A worked example of a way of deciding: a decision that is nobody's and is never stored."""

from flask_babel import gettext as _

from decisions.models import Decision, Option, Phase, Secrecy
from voting import METHODS, Method, option_key, settings_of

COSTS = (90_000, 40_000, 120_000, 60_000)
BUDGET = "1500"


def example_of(method: Method) -> Decision:
    """A decision with plans, one plan or people, whichever the method is about; never stored."""
    labels = _labels(method)
    return Decision(
        title=_("Een voorbeeld"),
        question=_("Een voorbeeld"),
        method=method.key,
        settings=settings_of(method.key, _settings(method), len(labels)),
        phase=Phase.CLOSED,
        secrecy=Secrecy.OPEN,
        binds=True,
        options=[
            Option(
                key=option_key(place),
                position=place,
                label=label,
                description="",
                cost_cents=COSTS[place] if method.needs_costs else None,
            )
            for place, label in enumerate(labels)
        ],
    )


def _settings(method: Method) -> dict[str, str]:
    """Its own defaults, money where it divides money, and two places where it chooses people."""
    places = [one.name for one in method.settings(len(COSTS)) if one.name in ("seats", "winners")]
    money = {"budget": BUDGET} if method.needs_costs else {}
    return money | (dict.fromkeys(places, "2") if method.chooses_people else {})


def _labels(method: Method) -> list[str]:
    if method.one_option_is_a_motion:
        return [_("Een moestuin op het gras")]
    if method.chooses_people:
        return ["Fatma", "Henk", "Ria", "Kofi"]
    return [_("Een bank"), _("Een boom"), _("Een schommel"), _("Lampen")]


def by_purpose(keys: list[str]) -> list[tuple[str, list[str]]]:
    """The ways by what a group wants of them, with a heading each."""
    names = {
        "objection": _("Als niemand in de knel mag komen"),
        "choose": _("Als je wilt kiezen"),
        "divide": _("Als er geld te verdelen is"),
        "ask": _("Als je eerst wilt peilen"),
    }
    return [
        (name, [key for key in keys if METHODS[key].purpose == purpose])
        for purpose, name in names.items()
        if any(METHODS[key].purpose == purpose for key in keys)
    ]
