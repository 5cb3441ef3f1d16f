"""Shown on a screen to whoever looks at it: never a name, never a group, never too early."""

import hashlib
import hmac
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import Session

from communities.access import Here
from decisions.counting.shown_result import Shown, shown_result
from decisions.counting.turnout import Turnout, turnout_of
from decisions.here import DecisionHere
from decisions.models import Decision, ResultsVisible, Round, box_is_open
from decisions.votes import Participation
from meetings.bars import MOST_BARS, ScreenBar, bars_of, cost_of, counted_in, divided, to_divide
from meetings.models import Screen
from meetings.screens import has_ended
from plumbing.values import Struct

Revision = Callable[[Session], str]


class OnScreen(Struct, frozen=True):
    """One state of a screen; nothing of the decision where it is blank or put away."""

    state: str
    """ended, empty, blank, voting, waiting or result"""
    decision: Decision | None = None
    turnout: Turnout | None = None
    options: tuple[tuple[str, str], ...] = ()
    """By name, with what each costs where that was filled in."""
    more_options: int = 0
    question: str = ""
    shown: Shown | None = None
    bars: tuple[ScreenBar, ...] = ()
    counted_in: str = ""
    money: str = ""
    """Where money is divided: how much there is, and afterwards what is spent and left."""


def on_screen(session: Session, screen: Screen) -> OnScreen:
    """What stands on a screen now, for somebody who is nobody here and took no part."""
    if has_ended(screen):
        return OnScreen("ended")
    if screen.is_blank:
        return OnScreen("blank")
    decision = screen.decision
    if decision is None or not decision.rounds:
        return OnScreen("empty")
    current = decision.rounds[-1]
    turnout = turnout_of(session, decision, current)
    shown = _shown(session, screen, decision, current, turnout) if screen.shows_result else None
    if shown is not None:
        return OnScreen(
            "result",
            decision,
            turnout,
            shown=shown,
            bars=bars_of(decision, shown),
            counted_in=counted_in(decision, shown),
            money=divided(decision, shown.result),
        )
    listed = () if decision.is_motion else decision.options
    options = tuple((option.label, cost_of(option)) for option in listed)
    cut = MOST_BARS if len(options) <= MOST_BARS else MOST_BARS - 1
    return OnScreen(
        "voting" if decision.is_open else "waiting",
        decision,
        turnout,
        options=options[:cut],
        more_options=len(options[cut:]),
        question=decision.question if decision.question != decision.title else "",
        money=to_divide(decision),
    )


def revision_of(screen: Screen, *, with_votes: bool) -> Revision:
    """How a stream learns that the screen changed; a phone need not follow every vote."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    screen_id = screen.id

    def ask(session: Session) -> str:
        row = session.execute(_state(), {"screen_id": screen_id}).one_or_none()
        facts = (None,) if row is None else _facts(tuple(row), with_votes=with_votes)
        # A word that tells nothing: neither how many voted nor what.
        return hmac.new(key, repr((screen_id, facts)).encode(), hashlib.sha256).hexdigest()[:16]

    return ask


def _shown(
    session: Session, screen: Screen, decision: Decision, current: Round, turnout: Turnout
) -> Shown | None:
    nobody = DecisionHere(Here(screen.community, None), decision, current, None, None)
    return shown_result(session, nobody, turnout.eligible)


Facts = tuple[Any, ...]


def _facts(row: Facts, *, with_votes: bool) -> Facts:
    revision, is_blank, ended_at, decision_id, *of_decision, cast, versions = row
    changed, phase, closes_at, revealed_at, visible = of_decision
    facts = (ended_at, decision_id, phase, revealed_at, box_is_open(phase, closes_at))
    if not with_votes:
        return facts
    # Who changes her mind is seen only where everybody sees the numbers as they come.
    votes = versions if visible is ResultsVisible.LIVE else cast
    return (*facts, revision, is_blank, changed, votes)


@cache
def _state() -> Select[*tuple[Any, ...]]:
    newest = Round.newest_id()
    return (
        select(
            Screen.revision,
            Screen.is_blank,
            Screen.ended_at,
            Screen.decision_id,
            Decision.revision,
            Decision.phase,
            Decision.closes_at,
            Decision.revealed_at,
            Decision.results_visible,
            _of_round(newest, func.count()),
            _of_round(newest, func.sum(Participation.version)),
        )
        .outerjoin(Decision, Decision.id == Screen.decision_id)
        .where(Screen.id == bindparam("screen_id"))
    )


def _of_round(newest: ScalarSelect[int], counted: ColumnElement[int]) -> ScalarSelect[int]:
    return (
        select(counted)
        .select_from(Participation)
        .where(Participation.round_id == newest)
        .correlate(Decision)
        .scalar_subquery()
    )
