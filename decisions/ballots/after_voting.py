"""After voting: where somebody goes on, when she votes along with a room."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from decisions.models import Decision
from plumbing.events import Event
from plumbing.values import Struct


class Onward(Struct, frozen=True):
    """The page that follows the room, and the stream that says when to open it again."""

    url: str
    stream: str


ways: Event[Callable[[Session, Decision], Onward | None]] = Event()
"""Each room above adds its own; none where this person is not in a room with others."""


def onward_from(session: Session, decision: Decision) -> Onward | None:
    """Where to go on after voting; None for who votes by herself."""
    found = (way(session, decision) for way in ways)
    return next((onward for onward in found if onward), None)
