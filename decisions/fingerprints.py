"""Fingerprints of facts: SHA-256 over JSON in the one canonical form of RFC 8785."""

import hashlib
from typing import Any

import rfc8785


def canonical(facts: Any) -> str:
    """The canonical JSON of objects, lists, strings, whole numbers and booleans."""
    return rfc8785.dumps(facts).decode()


def fingerprint(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 lowercase hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def readable(full: str) -> str:
    """The first characters of a fingerprint, as people read it to each other: "K7QM 4D2X"."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = int(full[:10], 16)
    letters = "".join(alphabet[(number >> shift) & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]} {letters[4:]}"
