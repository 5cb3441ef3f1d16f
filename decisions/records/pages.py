"""The decision record: worded, checked by who is asked, fixed, and mended beside it."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from communities.permissions import Action
from communities.rules.rules import made_by
from decisions.access import decision_for
from decisions.counting.shown_result import shown_result
from decisions.hearing.looks import has_flag
from decisions.here import DecisionHere
from decisions.models import Phase
from decisions.opening.unsettled import again_of
from decisions.phases import what_now
from decisions.records.lines import paragraphs
from decisions.records.models import Keeping, Outcome, OutcomeCheck, Review
from decisions.records.outcome import (
    TIME_TO_RECORD,
    OutcomeWording,
    check_outcome,
    may_be_recorded,
    outcome_of,
    stands_until,
    word_outcome,
)
from decisions.records.pdf import pdf_of
from decisions.records.reading import paper_for, record_of
from decisions.records.recording import correct, record
from decisions.records.review import has_come, keeping_words, look_back
from decisions.records.rule_change import was_adopted
from plumbing.clock import now
from plumbing.database.session import db
from plumbing.web import Page, WrongMoment, transaction

pages = Blueprint("records", __name__, url_prefix="/g/<slug>/besluiten/<numbered:number>")


@pages.get("/besluit")
def show(slug: str, number: int) -> Page:
    found = decision_for(slug, number)
    if not found.decision.binds:
        return redirect(url_for("decisions.show", slug=slug, number=found.decision), 303)
    return _page(found)


@pages.get("/besluit.pdf")
def pdf(slug: str, number: int) -> Response:
    """The same record for the same reader, on paper."""
    found = decision_for(slug, number)
    kept = record_of(db.session, found)
    if kept is None:
        raise WrongMoment(_("Het verslag is nog niet af. Daarna kun je het bewaren."))
    paper = paper_for(db.session, found, kept)
    response = make_response(pdf_of(paper, found.community.people_word, kept.recorded_at))
    response.mimetype = "application/pdf"
    name = f"besluit-{found.decision.number}-{found.decision.slug}".rstrip("-")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    if not found.community.indexable:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@pages.post("/besluit/formulering")
def wording(slug: str, number: int) -> Page:
    """The facilitator puts the outcome into words, which asks for "Klopt dit?"."""
    found = decision_for(slug, number, Action.WORD_OUTCOME)
    with transaction(lambda errors: _page(found, 422, errors=errors, typed=request.form)):
        word_outcome(db.session, found.decision, found.member, _worded())
    flash(_("De tekst staat er. We vragen of hij klopt."))
    return redirect(_here(found), 303)


@pages.post("/besluit/controle")
def check(slug: str, number: int) -> Page:
    """One of those asked says whether the words are right."""
    found = decision_for(slug, number, Action.CHECK_OUTCOME)
    agrees, words = request.form.get("agrees") == "1", request.form.get("words", "")
    with transaction(lambda errors: _page(found, 422, check_errors=errors)):
        check_outcome(db.session, found.decision, found.member, agrees, words)
    flash(_("Dank je. De gespreksleider leest wat je zei."))
    return redirect(_here(found), 303)


@pages.post("/besluit/vastlegging")
def recording(slug: str, number: int) -> Page:
    """Fix the record; from then on nobody changes it."""
    found = decision_for(slug, number, Action.WORD_OUTCOME)
    with transaction(lambda errors: _page(found, 422, errors=errors)):
        record(db.session, found.decision, found.member)
    flash(_("Het besluit is vastgelegd."))
    return redirect(_here(found), 303)


@pages.post("/besluit/verbetering")
def correction(slug: str, number: int) -> Page:
    """What is wrong in the record comes beside it."""
    found = decision_for(slug, number, Action.CORRECT_RECORD)
    words = request.form.get("words", "")
    with transaction(lambda errors: _page(found, 422, errors=errors, typed=request.form)):
        correct(db.session, found.decision, found.member, words)
    flash(_("De verbetering staat naast het besluit."))
    return redirect(_here(found), 303)


@pages.post("/besluit/terugblik")
def review(slug: str, number: int) -> Page:
    """What the group says on the day it looks back."""
    found = decision_for(slug, number, Action.LOOK_BACK)
    form = request.form
    with transaction(lambda errors: _page(found, 422, review_errors=errors, typed=form)):
        look_back(
            db.session,
            found.decision,
            found.member,
            form.get("verdict", ""),
            form.get("learned", ""),
        )
    flash(_("Het staat bij het besluit."))
    return redirect(_here(found), 303)


def _page(found: DecisionHere, status: int = 200, **more: Any) -> Page:
    kept = record_of(db.session, found)
    values: dict[str, Any] = {
        "errors": {},
        "check_errors": {},
        "review_errors": {},
        "typed": {},
    } | more
    if kept is None:
        page = _unfinished(found, values)
    else:
        paper = paper_for(db.session, found, kept)
        made = made_by(db.session, found.decision.id)
        page = render_template(
            "decisions/records/record.html",
            found=found,
            paper=paper,
            review=db.session.get(Review, found.decision.id),
            may_look_back=found.may_now(Action.LOOK_BACK)
            and has_come(db.session.get(Outcome, found.decision.id)),
            answers=[(each.value, keeping_words(each)) for each in Keeping],
            concerns=[concern["words"] for concern in kept.content["concerns"]],
            made_rules=made,
            may_set_rules=made is None
            and found.may_now(Action.CHANGE_RULES)
            and was_adopted(found.decision),
            Action=Action,
            **values,
        )
    return (page, status) if status != 200 else page


def _unfinished(found: DecisionHere, values: dict[str, Any]) -> str:
    decision = found.decision
    if decision.phase is not Phase.CLOSED or decision.closed_at is None:
        raise WrongMoment(what_now(decision.phase))
    shown = shown_result(db.session, found)
    outcome = outcome_of(db.session, decision) if found.membership and shown else None
    checks = _checks(outcome)
    due = decision.closed_at + TIME_TO_RECORD
    may_word = found.may_now(Action.WORD_OUTCOME) and shown is not None
    return render_template(
        "decisions/records/record_unfinished.html",
        found=found,
        decision=decision,
        shown=shown,
        again=again_of(db.session, found, shown),
        outcome=outcome,
        outcome_words=paragraphs(outcome.words) if outcome else (),
        checks=checks,
        asked=next((check for check in checks if check.membership == found.membership), None),
        due=due,
        is_late=due <= now(),
        stands_until=stands_until(outcome) if outcome else None,
        may_be_recorded=outcome is not None and may_be_recorded(outcome),
        may_word=may_word,
        has_signal=may_word and has_flag(db.session, decision),
        filled=values["typed"] or _filled(outcome),
        Action=Action,
        **values,
    )


def _checks(outcome: Outcome | None) -> list[OutcomeCheck]:
    checks = outcome.checks if outcome else []
    return sorted(checks, key=lambda check: check.membership.name.casefold())


def _filled(outcome: Outcome | None) -> OutcomeWording:
    if outcome is None:
        return OutcomeWording("")
    return OutcomeWording(
        outcome.words,
        outcome.hearing_words,
        outcome.done_to_hear,
        outcome.next_time,
        outcome.review_on,
    )


def _worded() -> OutcomeWording:
    form = request.form
    return OutcomeWording(
        words=form.get("words", ""),
        hearing_words=form.get("hearing_words", ""),
        done_to_hear=form.get("done_to_hear", ""),
        next_time=form.get("next_time", ""),
        review_on=_day(form.get("review_on", "")),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _here(found: DecisionHere) -> str:
    return url_for("records.show", slug=found.community.slug, number=found.decision)
