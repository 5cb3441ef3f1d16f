"""Shared pages: rendered once for all who look in the same way, with a token of each one's own."""

import secrets
from collections.abc import Callable, Hashable

from flask import request, session
from flask_wtf.csrf import generate_csrf

from communities.display import chosen_theme
from communities.visits import sees_places
from decisions.here import DecisionHere
from plumbing.database.session import db
from plumbing.words.formality import is_formal
from plumbing.words.language import language, wished_language

TOKEN_PLACE = secrets.token_hex()
"""Stands in a shared page where each who looks gets the token of her own session."""


def cached_page(key: Hashable, write: Callable[[], str | None]) -> str | None:
    """The page in the cache under this key, or else what `write` renders now.

    Everything that makes it differ between two who look is in the key, but for their CSRF tokens:
    these are replaced in the finished text, as strings, so nothing else in a page may contain one.
    """
    token = generate_csrf()

    def without_token() -> str | None:
        words = write()
        return words if words is None else words.replace(token, TOKEN_PLACE)

    words = db.cached(key, without_token)
    return words if words is None else words.replace(TOKEN_PLACE, token)


def viewer_key(found: DecisionHere) -> Hashable:
    """The key of a shared page: all that the page of a decision depends on while a vote is open.

    A template of this page may ask nothing of who looks that is not in here. Who she is stands not
    in it, so no name, no answer and no notice of hers can be on a page that is shared.
    """
    member = found.membership
    return (
        found.decision.id,
        request.host_url,
        request.full_path,
        language(),
        wished_language(),
        is_formal(),
        chosen_theme(),
        member is not None
        and (member.role_now, member.votes, found.is_facilitator, sees_places(member)),
        found.is_author,
        found.is_proposer,
        found.entry is not None and found.entry.left_at is None,
        found.participation is not None,
    )


def is_told_something() -> bool:
    """Is there a notice waiting that is for her eyes only?"""
    return "_flashes" in session
