"""Keys of secret rounds: each wrapped by the host's key, and gone after sealing."""

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


def new_wrapped_key() -> bytes:
    """A fresh 256-bit K, encrypted under the host key that lives outside the database."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _host_cipher().encrypt(nonce, secrets.token_bytes(32), None)


def ballot_key(wrapped: bytes, round_id: int, entry_id: int) -> bytes:
    """HMAC-SHA256(K, round ‖ entry): under which key this entry's ballot lies."""
    key = _host_cipher().decrypt(wrapped[:NONCE], wrapped[NONCE:], None)
    place = round_id.to_bytes(8, "big") + entry_id.to_bytes(8, "big")
    return hmac.digest(key, place, "sha256")


def _host_cipher() -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(hashlib.sha256(current_app.config["HOST_KEY"].encode()).digest())
