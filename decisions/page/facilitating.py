"""Facilitating a running decision: closing, calling off, a next round, objections taken back."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from communities.permissions import Action
from decisions.access import decision_for
from decisions.addresses import DECISION, pages
from decisions.counting.closing import cancel, close_early
from decisions.counting.sealing import SECRETS
from decisions.here import DecisionHere
from decisions.opening.next_round import note_group_test, open_next_round, share, withdraw
from decisions.opening.review import summary
from decisions.page.pages import render_page
from decisions.roll import RollEntry
from plumbing.clock import now
from plumbing.database.session import db
from plumbing.web import Invalid, Page, transaction
from proposals.models import Proposal
from proposals.writing.revising import revise
from proposals.writing.writing import text_of

OBJECTION = f"{DECISION}/bezwaren/<int:entry_id>"
TEXT_FIELDS = ("title", "summary", "what")


@pages.post(f"{DECISION}/sluiting")
def closing(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.CLOSE_EARLY)
    return done(found, lambda: close_early(db.session, found.decision, found.member), seals=True)


@pages.post(f"{DECISION}/afzegging")
def cancelling(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.CANCEL_DECISION)
    reason = request.form.get("reason", "")
    return done(found, lambda: cancel(db.session, found.decision, found.member, reason), seals=True)


@pages.get(f"{DECISION}/tekst")
def text(slug: str, number: int) -> Page:
    """The text as it is, to be changed between two rounds."""
    found = decision_for(slug, number, Action.OPEN_NEXT_ROUND)
    return _text_form(found, text_of(_proposal(found).versions[-1]), {})


@pages.post(f"{DECISION}/tekst")
def change_text(slug: str, number: int) -> Page:
    """A new version between two rounds."""
    found = decision_for(slug, number, Action.OPEN_NEXT_ROUND)
    changes = {name: request.form.get(name, "") for name in TEXT_FIELDS}
    because = request.form.get("because", "")
    with transaction(lambda errors: _text_form(decision_for(slug, number), request.form, errors)):
        revise(db.session, _proposal(found), found.member, changes, because)
    flash(_("De nieuwe tekst staat er. Vraag het nu iedereen opnieuw."))
    return _back(found)


@pages.post(f"{DECISION}/ronde")
def next_round(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.OPEN_NEXT_ROUND)
    return done(
        found,
        lambda: open_next_round(db.session, found.decision, found.member, _closes_at(found)),
    )


@pages.post(f"{OBJECTION}/intrekking")
def withdrawal(slug: str, number: int, entry_id: int) -> Page:
    """Only who objected takes it back."""
    found = decision_for(slug, number)
    entry = _own_entry(found)
    if entry.id != entry_id:
        abort(403)
    return done(found, lambda: withdraw(db.session, found.decision, entry))


@pages.post(f"{OBJECTION}/gedeeld")
def sharing(slug: str, number: int, entry_id: int) -> Page:
    found = decision_for(slug, number)
    own, other = _own_entry(found), _entry(found, entry_id)
    return done(found, lambda: share(db.session, found.decision, other, own))


@pages.post(f"{OBJECTION}/toets")
def group_test(slug: str, number: int, entry_id: int) -> Page:
    """What the group found: is it a reason not to try this now?"""
    found = decision_for(slug, number, Action.OPEN_NEXT_ROUND)
    entry, holds = _entry(found, entry_id), request.form.get("holds") == "yes"
    return done(
        found, lambda: note_group_test(db.session, found.decision, entry.id, found.member, holds)
    )


def done(found: DecisionHere, act: Callable[[], object], *, seals: bool = False) -> Page:
    """Do it and show the decision; what cannot be taken stands on the page with what was typed."""
    slug, number = found.community.slug, found.decision.number
    with transaction(lambda errors: _refused(decision_for(slug, number), errors)):
        act()
    if seals:
        db.scrub(*SECRETS)
    return _back(found)


def _refused(found: DecisionHere, errors: dict[str, str]) -> Page:
    if found.round is None:
        return summary(found, errors)
    return render_page(found, 422, errors=errors, typed=request.form)


def _back(found: DecisionHere) -> Page:
    slug = found.community.slug
    address = url_for("decisions.show", slug=slug, number=found.decision, eerst="besluit")
    return redirect(address, 303)


def _proposal(found: DecisionHere) -> Proposal:
    return db.session.scalars(
        select(Proposal)
        .where(Proposal.id == found.decision.proposal_id)
        .options(selectinload(Proposal.versions))
        .execution_options(populate_existing=True)
    ).one()


def _text_form(found: DecisionHere, typed: Mapping[str, Any], errors: dict[str, str]) -> str:
    return render_template(
        "decisions/page/text.html", found=found, decision=found.decision, typed=typed, errors=errors
    )


def _own_entry(found: DecisionHere) -> RollEntry:
    if found.entry is None or found.entry.left_at or not found.may(Action.CAST_BALLOT):
        abort(404 if found.membership is None else 403)
    return found.entry


def _entry(found: DecisionHere, entry_id: int) -> RollEntry:
    entry = db.session.get(RollEntry, entry_id)
    if entry is None or entry.decision_id != found.decision.id:
        abort(404)
    return entry


def _closes_at(found: DecisionHere) -> datetime:
    typed = f"{request.form.get('closes_on', '')}T{request.form.get('closes_time') or '20:00'}"
    try:
        local = datetime.fromisoformat(typed)
    except ValueError:
        raise Invalid({"closes_at": _("Kies een dag en een tijd.")}) from None
    zone = ZoneInfo(found.community.time_zone)
    return local.replace(tzinfo=zone).astimezone(now().tzinfo)
