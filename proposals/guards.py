"""Guards of higher rooms, asked before a proposal changes under them."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from plumbing.events import Event
from plumbing.web import WrongMoment
from proposals.models import Proposal
from proposals.phases import Step

Guard = Callable[[Session, Proposal, Step], None]
guards: Event[Guard] = Event()
"""Each is asked before a text changes or a proposal goes; it raises WrongMoment to refuse."""


def ask_first(session: Session, proposal: Proposal, step: Step) -> None:
    """Asks every guard; raises WrongMoment where one refuses."""
    for guard in guards:
        guard(session, proposal, step)


def lets(session: Session, proposal: Proposal, step: Step) -> bool:
    """Would no guard refuse?"""
    try:
        ask_first(session, proposal, step)
    except WrongMoment:
        return False
    return True
