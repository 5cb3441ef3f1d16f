"""Formality: screens reached from a letter say u, as the letter does; all others say je."""

from flask import has_request_context, session

FORMAL = "formal"
"""In the cookie of who came by a letter."""


def is_formal() -> bool:
    """Did who looks come by a letter?"""
    return has_request_context() and bool(session.get(FORMAL))


def u(je: str, formal: str) -> str:
    """The one of two translated sentences that fits who looks."""
    return formal if is_formal() else je
