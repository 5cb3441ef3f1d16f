"""What this room asks of the rooms above it, which answer by adding themselves to a list."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from communities.models import Community, Membership, Person

landings: list[Callable[[Session, Person], str | None]] = []
"""The path where this person should land after signing in, if this room knows one."""

rules_are_bound: list[Callable[[Session, Community], bool]] = []
"""Has something happened after which only a decision changes the rules?"""

withdrawals: list[Callable[[Session, Membership, str], None]] = []
"""A member withdrew what she told for the attribute with this key."""

own_data: dict[str, Callable[[Session, Membership], Any]] = {}
"""What is kept about a member, by the name it has in her download."""


waits_for_facilitators: list[Callable[[Session, Community], tuple[str, int, str]]] = []
"""Something a facilitator looks after: what it is, how much of it waits, and its path."""


def landing_for(session: Session, person: Person) -> str:
    """Where this person goes when she asked for nothing else: what is open for her, or home."""
    return next((path for find in landings if (path := find(session, person))), "/")


def rules_are_free(session: Session, community: Community) -> bool:
    """May the rules still be set by hand? No more once the first decision has opened."""
    return not any(bound(session, community) for bound in rules_are_bound)
