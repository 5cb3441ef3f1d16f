"""Voting: the ballot as a page, casting it, and what one reads afterwards."""

import hashlib
import secrets
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from communities.permissions import Action
from decisions.access import DecisionHere, decision_for
from decisions.casting import BallotForm, StaleBallot, cast
from decisions.compared import others_in
from decisions.hearing import panel_for
from decisions.landing import next_for
from decisions.marks import NothingChosen, marks_of, stepped
from decisions.models import Option
from decisions.own import asked_text, earlier_answer, helpers_of, own_answer
from decisions.pages import DECISION, Answer
from decisions.showing import said_in_talk
from decisions.turnout import turnout_beside
from plumbing.database import db, reads_first
from plumbing.language import said
from plumbing.web import Invalid, WrongMoment, wants_fragment
from voting import InvalidBallot

pages = Blueprint("ballots", __name__, url_prefix="/g/<slug>")

BALLOT = f"{DECISION}/stem"
REASONS = ("what_goes_wrong", "for_whom", "what_would_help")


@pages.get(BALLOT)
def show(slug: str, number: int) -> Answer:
    """The ballot; after voting the receipt, and the ballot again for who wants to change."""
    found = decision_for(slug, number)
    if not found.may_now(Action.CAST_BALLOT) or found.round is None:
        return redirect(url_for("decisions.show", slug=slug, number=found.decision), 303)
    if found.participation is not None and "opnieuw" not in request.args:
        return _receipt(found)
    return _ballot(found, *_mine(found))


@pages.post(BALLOT)
@reads_first
def cast_ballot(slug: str, number: int) -> Answer:
    """Count the ballot, or give it back as it was with what to do about it."""
    found = decision_for(slug, number)
    if not found.may(Action.CAST_BALLOT):
        abort(404 if found.membership is None else 403)
    if found.round is None:
        raise WrongMoment
    marks, is_step = stepped(request.form)
    if is_step:
        return _ballot(found, marks, request.form)
    try:
        _refuse_earlier(found)
        form = _form(request.form)
        cast(db.turn_to_writing(), found, form)
    except (InvalidBallot, NothingChosen, Invalid, WrongMoment) as wrong:
        db.session.rollback()
        return _refused(decision_for(slug, number), wrong)
    db.session.commit()
    return redirect(url_for(".show", slug=slug, number=found.decision), 303)


def shuffled(options: list[Option], fingerprint: str, entry_id: int) -> list[Option]:
    """The options in an order of this voter's own, the same each time she looks."""

    def place(option: Option) -> str:
        return hashlib.sha256(f"{fingerprint}:{entry_id}:{option.key}".encode()).hexdigest()

    return sorted(options, key=place)


def _refuse_earlier(found: DecisionHere) -> None:
    """A form of an earlier round never answers a text that its sender did not read."""
    assert found.round is not None
    if request.form.get("round", str(found.round.number)) != str(found.round.number):
        raise StaleBallot(_("De tekst is veranderd. Geef opnieuw antwoord."))


def _form(form: MultiDict[str, str]) -> BallotForm:
    version, _dot, token = form.get("nonce", "").partition(".")
    return BallotForm(
        marks=marks_of(form),
        token=token,
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        **{name: form.get(name, "") for name in REASONS},
    )


def _refused(found: DecisionHere, wrong: Exception) -> Answer:
    marks, _is_step = stepped(request.form)
    match wrong:
        case InvalidBallot():
            return _ballot(found, marks, request.form, {"": said(wrong.sentence)}), 422
        case NothingChosen():
            return _ballot(found, marks, request.form, {"": str(wrong)}), 422
        case Invalid():
            return _ballot(found, marks, request.form, wrong.errors), 422
        case StaleBallot():
            sentence = str(wrong.description)
            return _ballot(found, marks, request.form, {"": sentence}), 409
        case _:
            return _too_late(found, wrong), 409


def _ballot(
    found: DecisionHere,
    marks: dict[str, int] | None,
    typed: Any,
    errors: dict[str, str] | None = None,
) -> str:
    """`marks` none: nothing is chosen yet; empty: blank is."""
    decision, current, entry = found.decision, found.round, found.entry
    assert current is not None
    assert entry is not None
    version = found.participation.version if found.participation else 0
    template = "decisions/_ballot.html" if wants_fragment() else "decisions/ballot.html"
    return render_template(
        template,
        found=found,
        decision=decision,
        round=current,
        options=shuffled(decision.options, current.fingerprint, entry.id),
        marks=marks,
        typed=typed,
        errors=errors or {},
        nonce=f"{version}.{secrets.token_urlsafe(18)}",
        earlier=earlier_answer(db.session, found),
        **({} if wants_fragment() else _around(found)),
    )


def _receipt(found: DecisionHere) -> str:
    """Of a secret ballot nothing is said but that it counts."""
    marks, typed = _mine(found)
    template = "decisions/_receipt.html" if wants_fragment() else "decisions/ballot.html"
    return render_template(
        template,
        found=found,
        decision=found.decision,
        round=found.round,
        receipt=True,
        marks=marks,
        typed=typed,
        next_open=next_for(db.session, found),
        **helpers_of(db.session, found),
        **({} if wants_fragment() else _around(found, is_receipt=True)),
    )


def _mine(found: DecisionHere) -> tuple[dict[str, int] | None, dict[str, str]]:
    """Her own open ballot as she left it; a secret one is never shown again, not even to her."""
    answer = own_answer(db.session, found)
    if answer is None:
        earlier = earlier_answer(db.session, found)
        return None, earlier.words if earlier else {}
    return answer.marks, answer.words


def _too_late(found: DecisionHere, wrong: Exception) -> str:
    description = wrong.description if isinstance(wrong, WrongMoment) else str(wrong)
    template = "decisions/_too_late.html" if wants_fragment() else "decisions/too_late.html"
    return render_template(
        template,
        found=found,
        decision=found.decision,
        words=description,
        typed=[request.form[name] for name in REASONS if request.form.get(name, "").strip()],
    )


def _around(found: DecisionHere, *, is_receipt: bool = False) -> dict[str, Any]:
    """What stands beside the ballot and never changes with what is filled in."""
    decision, current = found.decision, found.round
    assert current is not None
    panel = panel_for(found)
    return {
        "panel": panel,
        "turnout": turnout_beside(db.session, found, panel),
        # Who voted has read the talk.
        "said": [] if is_receipt else said_in_talk(db.session, found),
        "asked": asked_text(db.session, decision, current),
        "others": others_in(db.session, decision),
    }
