"""Drawing lots that anybody can draw again: an order that follows from a public text."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from voting.refusals import InvalidSettings
from voting.results import Standing
from voting.standings import by_place
from voting.values import replace
from voting.words import N_, say


def typed_dice(typed: str) -> tuple[int, int, int]:
    """Three dice as people type them: "3 5 1", "3, 5, 1" or "351".

    Raises InvalidSettings (field `dice`) unless they are three digits from 1 to 6.
    """
    found = re.fullmatch(r"\s*([1-6])[\s,;+-]*([1-6])[\s,;+-]*([1-6])\s*", typed)
    if found is None:
        text = N_("Vul in wat je gooide met drie dobbelstenen: elk 1 tot en met 6, zoals 3 5 1.")
        raise InvalidSettings("dice", say(text))
    first, second, third = (int(die) for die in found.groups())
    return first, second, third


def seed(fingerprint: str, dice: Iterable[int]) -> str:
    """The seed of a decision: the SHA-256 of its closing fingerprint and three dice.

    The dice are rolled after closing. Raises ValueError unless they are three digits 1–6.
    """
    thrown = list(dice)
    if len(thrown) != 3 or any(type(die) is not int or not 1 <= die <= 6 for die in thrown):
        raise ValueError("three dice from 1 to 6 are needed")
    return _digest(fingerprint + "".join(str(die) for die in thrown))


def order(seed: str, option_ids: Iterable[str]) -> list[str]:
    """The options as the lot puts them, the luckiest first: by SHA-256 of `seed:option-id`."""
    return sorted(option_ids, key=lambda option_id: _digest(f"{seed}:{option_id}"))


def keys(seed: str, option_ids: Iterable[str]) -> list[tuple[str, str]]:
    """The same order with the key of every option, so that it can be shown and redone."""
    return [(option, _digest(f"{seed}:{option}")) for option in order(seed, option_ids)]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def placed(standings: Sequence[Standing], drawn: Sequence[str]) -> tuple[Standing, ...]:
    """The places once a lot has put options that shared one place in the order `drawn`."""
    return by_place(
        [
            replace(standing, place=standing.place + drawn.index(standing.option))
            if standing.option in drawn
            else standing
            for standing in standings
        ]
    )
