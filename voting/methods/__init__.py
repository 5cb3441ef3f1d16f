"""Every method of counting, by its key, and the settings that each of them reads."""

from collections.abc import Mapping
from typing import Any

from voting.method import FOR_EVERY_METHOD, Method
from voting.methods import (
    approval,
    budget_greedy,
    budget_shares,
    consent,
    dots,
    gradients,
    lot,
    majority,
    ranked,
    resistance,
    schulze,
    score,
    star,
    stv,
)
from voting.refusals import InvalidSettings
from voting.settings import Setting, choice
from voting.words import N_, say

METHODS: dict[str, Method] = {
    method.key: method
    for method in (
        consent.METHOD,
        majority.METHOD,
        dots.METHOD,
        approval.METHOD,
        score.METHOD,
        star.METHOD,
        ranked.METHOD,
        stv.METHOD,
        schulze.METHOD,
        resistance.METHOD,
        gradients.METHOD,
        budget_greedy.METHOD,
        budget_shares.METHOD,
        lot.METHOD,
    )
}
"""The menu, in the order in which people are offered it."""

_KNOWN = frozenset(
    setting.name
    for method in METHODS.values()
    for option_count in (1, 2)
    for setting in FOR_EVERY_METHOD + method.settings(option_count)
)
"""The name of every setting of any method, on a motion and between options."""


def settings_of(key: str, raw: Mapping[str, object], option_count: int) -> dict[str, Any]:
    """Every setting of the method with this key, by name, read from `raw` or by default.

    `option_count` is how many options there are, 1 for a motion. A setting of another method is
    ignored, so that somebody who changes her mind about the method loses nothing. What comes out
    is fit for JSON and comes out the same when it is read again. Raises KeyError where there is no
    such method, and InvalidSettings, naming the field, for a setting that no method knows, that is
    out of range, that contradicts another, or that names no other method where it should.
    """
    for name in raw:
        if name not in _KNOWN:
            raise InvalidSettings(name, say(N_("Deze instelling bestaat niet.")))
    method = METHODS[key]
    cleaned = method.clean_settings(raw, option_count)
    for setting in method.settings(option_count):
        if setting.names_method:
            _refuse_strange_method(setting, cleaned[setting.name], method)
    return cleaned


def _refuse_strange_method(setting: Setting, value: object, method: Method) -> None:
    if value == method.key:
        raise InvalidSettings(setting.name, say(N_("Kies een andere manier van beslissen.")))
    choice(setting.default, *(key for key in METHODS if key != method.key))(setting.name, value)
