"""The big screen of a community: one at a time, found by its digits, and what it shows."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session, joinedload

from communities.models import Community, Membership
from decisions.counting.closing import close_early, seal
from decisions.log import append
from decisions.models import Decision, Phase, ResultsVisible, Round
from decisions.phases import SHOWABLE
from decisions.visibility import may_see_result
from meetings.models import Screen
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import WrongMoment

SCREEN_CODE_DIGITS = 5
LASTS = timedelta(hours=24)
"""So that a code which hung in a hall last week opens nothing."""
MOST_LISTED = 8


def is_live() -> ColumnElement[bool]:
    """For a query: is this screen still in use?"""
    return Screen.ended_at.is_(None) & (Screen.created_at > now() - LASTS)


def has_ended(screen: Screen) -> bool:
    """Was it put away, or forgotten since yesterday?"""
    return screen.ended_at is not None or screen.created_at <= now() - LASTS


def screen_of(session: Session, community: Community) -> Screen | None:
    """The screen of a community that is in use, with what it shows; None where there is none."""
    return session.scalar(
        select(Screen)
        .where(Screen.community_id == community.id, is_live())
        .order_by(Screen.id.desc())
        .limit(1)
        .options(joinedload(Screen.decision).selectinload(Decision.options))
    )


def find_screen(session: Session, code: str) -> Screen | None:
    """The screen with these digits, in use or just put away, with everything it shows."""
    return session.scalar(
        select(Screen)
        .where(Screen.code == code)
        .options(
            joinedload(Screen.community),
            joinedload(Screen.decision).selectinload(Decision.options),
            joinedload(Screen.decision).selectinload(Decision.rounds).defer(Round.frozen),
        )
    )


def put(session: Session, community: Community, decision: Decision, by: Membership) -> Screen:
    """Show a decision, with its result only if everybody may see that already."""
    if decision.phase not in SHOWABLE:
        raise WrongMoment(_("Dit besluit is niet open, en er is geen uitslag om te tonen."))
    lock(session, community, "id")
    screen = _held(session, community) or _new(session, community, by)
    screen.decision = decision
    screen.is_blank = False
    screen.shows_result = not decision.is_open and may_see_result(decision, None)
    screen.revision += 1
    return screen


def ready(session: Session, community: Community, by: Membership) -> Screen:
    """The screen of a community, made with nothing on it where there is none."""
    lock(session, community, "id")
    return _held(session, community) or _new(session, community, by)


def blank(session: Session, community: Community, *, is_blank: bool) -> None:
    """Blanks the screen, or shows it again."""
    screen = _current(session, community)
    if screen.is_blank != is_blank:
        screen.is_blank = is_blank
        screen.revision += 1


def take_away(session: Session, community: Community) -> None:
    """Takes the decision off the screen, which stays in use."""
    screen = _current(session, community)
    screen.decision_id = None
    screen.shows_result = False
    screen.revision += 1


def put_away(session: Session, community: Community) -> None:
    """Ends the screen: its digits lead nowhere from now on."""
    screen = _current(session, community)
    screen.decision_id = None
    screen.shows_result = False
    screen.ended_at = now()
    screen.revision += 1


def reveal(session: Session, community: Community, by: Membership) -> bool:
    """Show the result, and close a quick question for it; was anything sealed by this?"""
    screen = _current(session, community)
    decision = screen.decision
    if decision is None:
        raise WrongMoment(_("Er staat nu niets op het scherm."))
    was_open = decision.is_open
    seal(session, decision)
    if decision.is_open and not decision.binds:
        close_early(session, decision, by)
    if decision.is_over and decision.results_visible is ResultsVisible.AT_REVEAL:
        _open_up(session, decision, by)
    if not may_see_result(decision, None):
        raise WrongMoment(_("Er wordt nog gestemd. De uitslag kan op het scherm na de sluiting."))
    screen.is_blank = False
    screen.shows_result = True
    screen.revision += 1
    return was_open and not decision.is_open


def showable(session: Session, community: Community) -> Sequence[Decision]:
    """Decisions that can be put on the screen: what is open in front, then the newest."""
    return session.scalars(
        select(Decision)
        .where(
            Decision.community_id == community.id,
            Decision.phase.in_(SHOWABLE),
            Decision.opened_at.is_not(None),
        )
        .order_by(Decision.phase != Phase.OPEN, Decision.number.desc())
        .limit(MOST_LISTED)
    ).all()


def _open_up(session: Session, decision: Decision, by: Membership) -> None:
    if decision.revealed_at is None:
        decision.revealed_at = now()
        decision.mark_changed()
        append(session, decision, "revealed", {}, by)


def _current(session: Session, community: Community) -> Screen:
    screen = _held(session, community)
    if screen is None:
        raise WrongMoment(_("Er is nu geen scherm. Zet eerst een vraag op het scherm."))
    return screen


def _held(session: Session, community: Community) -> Screen | None:
    """The screen, kept for this transaction: a key pressed twice does its work once."""
    return session.scalar(
        select(Screen)
        .where(Screen.community_id == community.id, is_live())
        .order_by(Screen.id.desc())
        .limit(1)
        .with_for_update()
    )


def _new(session: Session, community: Community, by: Membership) -> Screen:
    over = Screen.ended_at.is_not(None) | (Screen.created_at <= now() - LASTS)
    session.execute(delete(Screen).where(over))
    screen = Screen(
        community=community,
        code=_unused(session),
        made_by_id=by.id,
        is_blank=False,
        shows_result=False,
        revision=0,
        created_at=now(),
    )
    session.add(screen)
    session.flush()
    return screen


def _unused(session: Session) -> str:
    taken = set(session.scalars(select(Screen.code)))
    while True:
        # No nought in front: people leave it out when they type.
        code = str(secrets.choice(range(10 ** (SCREEN_CODE_DIGITS - 1), 10**SCREEN_CODE_DIGITS)))
        if code not in taken:
            return code
