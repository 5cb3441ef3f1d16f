"""Acts: what this person can do with a decision from its page at this moment."""

from communities.permissions import Action
from decisions.here import DecisionHere
from decisions.phases import SHOWABLE
from plumbing.values import Struct


class DecisionActs(Struct, frozen=True):
    """One for each button of the page; it shows those that are true."""

    votes: bool
    shows: bool
    """On the big screen."""
    proposes: bool
    """Makes a proposal of a quick question."""
    invites: bool
    handles_paper: bool
    asks_again: bool
    """Changes the text and opens a next round."""
    closes: bool
    cancels: bool

    @property
    def on_top(self) -> bool:
        """Does any button stand under the title?"""
        return self.votes or self.shows or self.proposes

    @property
    def steers(self) -> bool:
        """Is there anything for who leads the talk, or helps with the papers?"""
        return self.handles_paper or self.asks_again or self.closes or self.cancels


def acts_of(found: DecisionHere) -> DecisionActs:
    """By the roles, the phases, and what was settled at opening."""
    decision = found.decision
    is_quick = decision.proposal.is_quick and not decision.binds
    return DecisionActs(
        votes=found.may_now(Action.CAST_BALLOT),
        shows=found.may(Action.RUN_SCREEN) and decision.phase in SHOWABLE,
        proposes=is_quick and decision.is_over and found.may(Action.ASK_QUICKLY),
        invites=decision.is_open and found.may(Action.INVITE),
        handles_paper=found.may_now(Action.HANDLE_PAPER),
        asks_again=found.may_now(Action.OPEN_NEXT_ROUND),
        closes=found.may_now(Action.CLOSE_EARLY) and decision.may_be_closed,
        cancels=found.may_now(Action.CANCEL_DECISION),
    )
