"""Strips of the papers of a secret round: who has one is written down by it, never by the ballot.

The ballot carries a number that its two readers use. The strip, which is cut off when the paper
comes in, carries another. Only the key of the round leads from the one to the other, and that key
is gone after sealing.
"""

import hashlib

from decisions.ballots.keys import ballot_key
from decisions.models import Round

PAPERS = 2**63
"""Above every entry of a roll, so that no paper shares a key with a voter."""
LOWEST, DIGITS = 100_000, 900_000


def strips_of(current: Round) -> dict[int, int]:
    """For the number on each strip, the number on its ballot; nothing without a key."""
    strips: dict[int, int] = {}
    if current.wrapped_key is None:
        return strips
    for number in range(1, current.papers_printed + 1):
        code = ballot_key(current.wrapped_key, current.id, PAPERS + number)
        while (strip := _read(code)) in strips:
            code = hashlib.sha256(code).digest()
        strips[strip] = number
    return strips


def strip_by_number(current: Round) -> dict[int, int]:
    """The same the other way round, to print them."""
    return {number: strip for strip, number in strips_of(current).items()}


def _read(code: bytes) -> int:
    return LOWEST + int.from_bytes(code[:8], "big") % DIGITS
