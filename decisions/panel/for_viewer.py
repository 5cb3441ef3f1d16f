"""Panel for one viewer: what she may see of it now, in a fixed number of queries."""

from functools import cache
from typing import TYPE_CHECKING

from flask import has_request_context, request
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership
from communities.permissions import Action
from decisions.hearing.heard import HeardTotals, proposals_of, turnout
from decisions.hearing.judging import FACILITATOR, MEMBER
from decisions.hearing.looks import looks_of, rows_of, take_what_is_due
from decisions.hearing.models import Look
from decisions.hearing.moments import (
    CLOSING,
    DAILY,
    VERDICT_MOMENTS,
    Looks,
    heard_until,
    newest,
    next_verdict,
    what_is_due,
)
from decisions.hearing.phrases import Phrases
from decisions.here import DecisionHere
from decisions.models import Decision, Phase
from decisions.panel.folded_groups import folds_of
from decisions.panel.groups import blanks_for, counts_for, groups_for
from decisions.panel.not_reached import Signal, not_reached
from decisions.panel.panel import Circle, Panel
from decisions.panel.small_circle import absent_answers
from plumbing.clock import now
from plumbing.database.session import READING_METHODS, db
from plumbing.values import Struct, replace
from proposals.models import Touched
from proposals.phases import Step, allowed
from proposals.talk.conversation import unanswered
from proposals.threads import Contribution
from representation.disclosure import SMALL_CIRCLE, Viewer, is_small_circle

if TYPE_CHECKING:
    from decisions.here import DecisionHere

WITHOUT_GROUPS = (Phase.PREPARED, Phase.CANCELLED)


def panel_for(found: "DecisionHere", *, takes_looks: bool = True) -> Panel:
    """The panel for who looks, in at most five queries.

    Five more where a look is due, unless what was seen last will do.
    """
    session, decision, viewer = db.session, found.decision, _viewer(found)
    seen = db.cached(("panel", decision.id, viewer), lambda: _see(session, decision, viewer))
    people = seen.people
    panel = Panel(
        decision,
        found.community,
        viewer,
        people,
        touched=seen.touched,
        may_talk=found.may(Action.TAKE_UP_OUTREACH) and allowed(decision.proposal, Step.TOUCH),
        unanswered=seen.unanswered,
        signals=seen.signals,
    )
    if decision.phase in WITHOUT_GROUPS:
        return panel
    looks = _looks(decision, seen) if takes_looks else seen.looks
    judged = _judged(panel, looks)
    if _is_small_circle(panel, judged):
        return (
            panel if panel.for_visitor else replace(panel, circle=_circle(session, found, people))
        )
    return _with_groups(panel, judged, _counted(panel, looks, judged))


class _Seen(Struct, frozen=True):
    """What lies under the panel, the same for everybody who looks in the same way."""

    people: HeardTotals
    touched: list[Touched]
    unanswered: list[Contribution]
    signals: list[Signal]
    looks: Looks


def _see(session: Session, decision: Decision, viewer: Viewer) -> _Seen:
    return _Seen(
        turnout(session, decision, heard_until(decision, now())),
        _touched(session, decision),
        [] if viewer is Viewer.VISITOR else unanswered(session, decision.proposal),
        not_reached(session, decision) if viewer is Viewer.FACILITATOR else [],
        {} if decision.phase in WITHOUT_GROUPS else looks_of(session, decision),
    )


def _viewer(found: "DecisionHere") -> Viewer:
    if found.membership is None:
        return Viewer.VISITOR
    return Viewer.FACILITATOR if found.is_facilitator else Viewer.MEMBER


def _smallest_cell(panel: Panel) -> int:
    return FACILITATOR if panel.for_facilitator else MEMBER


def _touched(session: Session, decision: Decision) -> list[Touched]:
    return list(session.scalars(_by_proposal(), {"proposal_ids": proposals_of(decision)}))


@cache
def _by_proposal() -> Select[Touched]:
    return (
        select(Touched)
        .where(Touched.proposal_id.in_(bindparam("proposal_ids", expanding=True)))
        .order_by(Touched.proposal_id, Touched.id)
        .options(joinedload(Touched.talker).load_only(Membership.name))
    )


def _looks(decision: Decision, seen: _Seen) -> Looks:
    reading = has_request_context() and request.method in READING_METHODS
    if reading and what_is_due(decision, seen.looks, seen.people, now()):
        return take_what_is_due(decision, seen.people)
    return seen.looks


def _judged(panel: Panel, looks: Looks) -> Look | None:
    k = _smallest_cell(panel)
    if panel.decision.is_over:
        return looks.get((CLOSING, k))
    return None if panel.for_visitor else newest(looks, k, VERDICT_MOMENTS[k])


def _counted(panel: Panel, looks: Looks, judged: Look | None) -> Look | None:
    """Figures for the facilitator that are newer than the verdicts."""
    counted = looks.get((DAILY, _smallest_cell(panel)))
    if counted is None or panel.decision.is_over:
        return None
    return counted if judged is None or counted.at > judged.at else None


def _is_small_circle(panel: Panel, judged: Look | None) -> bool:
    if panel.people.roll < SMALL_CIRCLE or not panel.decision.hearing_base.get("attributes"):
        return True
    return judged is not None and is_small_circle(
        panel.people.roll, [one.row for one in rows_of(judged)]
    )


def _circle(session: Session, found: "DecisionHere", people: HeardTotals) -> Circle | None:
    if found.membership is None:
        return None
    answers = absent_answers(session, found.decision)
    own = [one.words for one in answers if one.membership_id == found.member.id]
    return Circle(
        silent=people.roll - people.spoke,
        answers=answers,
        own_answer=own[0] if own else "",
        may_answer=found.may(Action.CONTRIBUTE) and found.decision.is_open,
    )


def _with_groups(panel: Panel, judged: Look | None, counted: Look | None) -> Panel:
    phrases, over = Phrases(panel.decision), panel.decision.is_over
    rows = rows_of(judged) if judged else []
    newer = rows_of(counted) if counted else []
    closed_at = judged.at if judged and over else None
    groups = groups_for(panel.viewer, phrases, rows, newer if rows else [], closed_at)
    coming = next_verdict(panel.decision, _smallest_cell(panel), now())
    return replace(
        panel,
        flags=[one for one in groups if one.is_flag],
        watches=[one for one in groups if one.verdict == "watch"],
        folds=folds_of(groups),
        blanks=blanks_for(panel.viewer, phrases, rows or newer),
        counts=[] if rows else counts_for(panel.viewer, phrases, newer),
        counted_at=counted.at if counted else None,
        judged_at=judged.at if judged else None,
        next_at=coming if not over and coming > now() else None,
    )
