"""The page of a decision: outcome and "Wie horen we niet?" side by side, and its log."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from communities.permissions import Action
from communities.places import helping_places
from decisions.access import decision_for
from decisions.acts import acts_of
from decisions.addresses import DECISION, pages
from decisions.ballots.asked import said_in_talk
from decisions.counting.consent_answers import answers_of, gives_reasons
from decisions.counting.lots import draw_of, waits_for_dice
from decisions.counting.shown_result import (
    choices_by_name,
    earlier_rounds,
    first_time,
    shown_result,
)
from decisions.counting.turnout import Turnout, turnout_of
from decisions.here import DecisionHere
from decisions.log import chain_holds
from decisions.models import LogRow, Phase, Round
from decisions.opening.next_round import as_long_again, rounds_left
from decisions.opening.review import summary
from decisions.opening.unsettled import again_of
from decisions.page.helpers import helping_of
from decisions.page.shared_pages import cached_page, is_told_something, viewer_key
from decisions.panel.for_viewer import panel_for
from decisions.panel.panel import Panel
from decisions.panel.turnout import turnout_beside
from decisions.phases import allowed
from decisions.proposals_together import others_in
from decisions.records.tasks import tasks_of
from decisions.visibility import may_see_result
from plumbing.database.session import db
from plumbing.web import Page, wants_fragment
from plumbing.words.formality import is_formal
from plumbing.words.language import language


@pages.get(DECISION)
def show(slug: str, number: int) -> Page:
    found = decision_for(slug, number)
    if found.decision.phase is Phase.PREPARED:
        return summary(found)
    if _is_asked(found) and "eerst" not in request.args:
        return redirect(url_for("ballots.show", slug=slug, number=found.decision), 303)
    if not found.decision.is_open or is_told_something():
        return render_page(found)
    return _shared(found)


@pages.get(f"{DECISION}/uitslag")
def result(slug: str, number: int) -> Page:
    """The outcome side alone, for a page that keeps itself up to date."""
    found = decision_for(slug, number)
    here = url_for(".show", slug=slug, number=found.decision)
    if not wants_fragment() or found.round is None:
        return redirect(here, 303)
    turnout = turnout_of(db.session, found.decision, found.round)
    return render_template("decisions/page/_result.html", **_outcome(found, turnout))


@pages.get(f"{DECISION}/rondes/<int:asked>")
def round(slug: str, number: int, asked: int) -> Page:
    """The answers of a round that was followed by another."""
    found = decision_for(slug, number)
    past = next((one for one in earlier_rounds(found.decision) if one.number == asked), None)
    if past is None:
        abort(404)
    return render_template(
        "decisions/page/round.html",
        found=found,
        decision=found.decision,
        asked=past,
        answers=answers_of(db.session, found, past),
    )


@pages.get(f"{DECISION}/logboek")
def log(slug: str, number: int) -> Page:
    """The chain of steps; what follows from a count stays out until the result may be seen."""
    found = decision_for(slug, number)
    if found.round is None:
        abort(404)
    rows = db.session.scalars(
        select(LogRow)
        .where(LogRow.decision_id == found.decision.id)
        .order_by(LogRow.number)
        .options(joinedload(LogRow.by))
    ).all()
    rounds = db.session.scalars(
        select(Round)
        .where(Round.decision_id == found.decision.id)
        .order_by(Round.number)
        .options(undefer(Round.frozen))
        .execution_options(populate_existing=True)
    ).all()
    return render_template(
        "decisions/page/log.html",
        found=found,
        decision=found.decision,
        rows=rows,
        rounds=rounds,
        holds=chain_holds(rows),
        shows_counts=may_see_result(found.decision, found.participation),
    )


def _shared(found: DecisionHere) -> str:
    """The page while people vote, from the cache of all who look at it in the same way.

    In a small circle the panel holds what is only hers, so that her page is written for her alone.
    """
    built: list[Panel] = []

    def write() -> str | None:
        built.append(panel_for(found))
        return None if built[0].circle else _write(found, built[0])

    page = cached_page(("decision", viewer_key(found)), write)
    return page or _write(found, built[0] if built else panel_for(found))


def render_page(found: DecisionHere, status: int = 200, **more: Any) -> Page:
    """The page, or the page once more with what was typed and what is wrong with it."""
    page = _write(found, panel_for(found), **more)
    return (page, status) if status != 200 else page


def _write(found: DecisionHere, panel: Panel, **more: Any) -> str:
    decision = found.decision
    outcome = _outcome(found, turnout_beside(found, panel))
    again = again_of(db.session, found, outcome["shown"]) if decision.binds else None
    shows_tasks = allowed(decision.phase, Action.ADD_TASK, binds=decision.binds)
    return render_template(
        "decisions/page/show.html",
        acts=acts_of(found),
        hearing=_in_words(panel, more),
        # Where answers stand with their words, the talk need not be quoted as well.
        said=[] if outcome["answers"] else said_in_talk(db.session, found),
        tasks=tasks_of(db.session, decision) if shows_tasks else [],
        # Where nothing was settled there is nothing to help with yet.
        helping=helping_of(db.session, found) if shows_tasks and not again else None,
        before=first_time(found),
        again=again,
        draw=draw_of(found, outcome["shown"]),
        may_throw=waits_for_dice(found, outcome["shown"]) and not (again and again.following),
        earlier=earlier_rounds(decision),
        others=others_in(db.session, decision),
        rounds_left=rounds_left(decision),
        next_end=as_long_again(decision) if decision.phase is Phase.ANSWERED else None,
        help_at=helping_places(db.session, found.community) if decision.is_open else [],
        **outcome,
        **({"errors": {}, "typed": {}} | more),
    )


def _in_words(panel: Panel, more: dict[str, Any]) -> Markup:
    """The panel as it is written for everybody who looks in the same way.

    The token of a form in it is put in for each. What is only hers is written for her alone.
    """

    def write() -> str:
        return render_template("decisions/panel/_hearing.html", panel=panel, **more)

    if panel.circle or more:
        return Markup(write())
    key = ("hearing", panel.decision.id, panel.viewer, panel.may_talk, language(), is_formal())
    return Markup(cached_page(key, write))


def _outcome(found: DecisionHere, turnout: Turnout | None) -> dict[str, Any]:
    decision, current = found.decision, found.round
    by_reason = gives_reasons(decision)
    return {
        "found": found,
        "decision": decision,
        "round": current,
        "turnout": turnout,
        "shown": shown_result(db.session, found, turnout.eligible if turnout else 0, compares=True),
        "answers": answers_of(db.session, found, current) if by_reason and current else None,
        "names": [] if by_reason else choices_by_name(db.session, found),
    }


def _is_asked(found: DecisionHere) -> bool:
    """Is there something for her to answer, so that the ballot is the page?"""
    return found.may_now(Action.CAST_BALLOT) and found.participation is None
