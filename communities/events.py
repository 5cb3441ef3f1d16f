"""Events of a community that the rooms above answer to, each in its `room.py`."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from communities.access import Here
from communities.models import Attribute, Community, Membership, Person
from plumbing.events import Event
from plumbing.values import Struct


class SentLetter(Struct, frozen=True):
    """A letter to one member about one thing, and whether it came back."""

    id: int
    about: str
    at: datetime
    came_back: bool


landings: Event[Callable[[Session, Person], str | None]] = Event()
"""The path where this person should land after signing in, if this room knows one."""

rules_are_bound: Event[Callable[[Session, Community], bool]] = Event()
"""Has something happened after which only a decision changes the rules?"""

withdrawals: Event[Callable[[Session, Membership, str], None]] = Event()
"""A member withdrew what she told for the attribute with this key."""

retirements: Event[Callable[[Session, Attribute], None]] = Event()
"""The community no longer asks this."""

departures: Event[Callable[[Session, Membership, bool], None]] = Event()
"""A member leaves; True when she takes her name along."""

own_data: dict[str, Callable[[Session, Membership], Any]] = {}
"""What is kept about a member, by the name it has in her download."""


letter_landings: Event[Callable[[Session, Membership], str | None]] = Event()
"""The path that a letter to this member is about, if this room knows one."""

screen_codes: Event[Callable[[Session, str], str | None]] = Event()
"""The path that belongs to the digits on a big screen, if this room has such a screen."""

letters_sent: Event[Callable[[Session, Membership], list[SentLetter]]] = Event()
"""The letters that were made for this member, the newest in front."""

waits_for_facilitators: Event[Callable[[Session, Community], tuple[str, int, str]]] = Event()
"""Something a facilitator looks after: what it is, how much of it waits, and its path."""

lately: Event[Callable[[Here, int], Sequence[Any]]] = Event()
"""What a community decides and decided, for who opens its front page: so many at most."""


def landing_for(session: Session, person: Person) -> str:
    """The path a person lands on after signing in: what is open for her, or home."""
    return next((path for find in landings if (path := find(session, person))), "/")


def landing_by_letter(session: Session, member: Membership) -> str:
    """The path a letter leads to: the ballot it is about, else as after any signing in."""
    paths = (path for find in letter_landings if (path := find(session, member)))
    return next(paths, None) or landing_for(session, member.person)


def rules_are_free(session: Session, community: Community) -> bool:
    """May the rules still be set by hand? No more once the first decision has opened."""
    return not any(bound(session, community) for bound in rules_are_bound)
