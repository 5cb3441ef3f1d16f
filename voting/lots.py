"""Drawing lots that anybody can draw again: an order that follows from a public text."""

from collections.abc import Iterable
from hashlib import sha256


def seed(fingerprint: str, dice: Iterable[int]) -> str:
    """The seed of a decision: the SHA-256 of its closing fingerprint and three dice.

    The dice are rolled after closing. Raises ValueError unless they are three digits 1–6.
    """
    thrown = list(dice)
    if len(thrown) != 3 or any(type(die) is not int or not 1 <= die <= 6 for die in thrown):
        raise ValueError("three dice from 1 to 6 are needed")
    return digest(fingerprint + "".join(str(die) for die in thrown))


def order(seed: str, option_ids: Iterable[str]) -> list[str]:
    """The options as the lot puts them, the luckiest first: by SHA-256 of `seed:option-id`."""
    return sorted(option_ids, key=lambda option_id: digest(f"{seed}:{option_id}"))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
