"""Who looks at a decision in the same way sees the same page: written once for a whole hall."""

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

HER_TOKEN = secrets.token_hex()
"""Where the token of a form stands in what is kept, which is put in for each who looks."""


def written_once(key: Hashable, write: Callable[[], str | None]) -> str | None:
    """What was written under this key a moment ago, or else what is written now, if anything.

    Everything that makes it differ between two who look is in the key, but for their tokens.
    """
    token = generate_csrf()

    def without_token() -> str | None:
        words = write()
        return words if words is None else words.replace(token, HER_TOKEN)

    words = db.recall(key, without_token)
    return words if words is None else words.replace(HER_TOKEN, token)


def way_of_looking(found: DecisionHere) -> Hashable:
    """All of who looks that the page of a decision depends on while a vote is open, and no name."""
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
