"""Voting: the ballot as a page, casting it, and what one reads afterwards."""

import hashlib
import secrets
from collections.abc import Collection
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from communities.permissions import Action
from communities.places import helping_places
from communities.signing_in import shared_device
from communities.signing_in.coming import is_accompanied
from decisions.access import decision_for
from decisions.addresses import DECISION
from decisions.ballots.after_voting import onward_from
from decisions.ballots.asked import asked_text, helpers_of, option_photos, said_in_talk
from decisions.ballots.casting import BallotForm, StaleBallot, cast
from decisions.ballots.formal_refusals import addressed
from decisions.ballots.marks import NothingChosen, filled_in, is_step, marks_of
from decisions.ballots.open_ballots import next_for
from decisions.ballots.own_answers import earlier_answer, own_answer
from decisions.ballots.poll import BallotPlace, place_for, place_of
from decisions.ballots.ranking import in_order
from decisions.ballots.read_along import count_accompanied
from decisions.ballots.spending import spending_of
from decisions.counting.turnout import turnout_of
from decisions.here import DecisionHere
from decisions.models import Option
from decisions.panel.for_viewer import panel_for
from decisions.panel.turnout import turnout_beside
from decisions.proposals_together import others_in
from decisions.votes import Reason
from plumbing.database.locking import has_one_writer
from plumbing.database.session import db, reads_first
from plumbing.security import keep_nowhere
from plumbing.web import Invalid, Page, WrongMoment, wants_fragment
from plumbing.words.language import language, said
from proposals.explanations.explaining import Explained, explanations_of, own_language_first
from proposals.models import Proposal
from voting import METHODS, InvalidBallot
from voting.method import Shape

pages = Blueprint("ballots", __name__, url_prefix="/g/<slug>")
pages.after_request(keep_nowhere)

BALLOT = f"{DECISION}/stem"


@pages.get(BALLOT)
def show(slug: str, number: int) -> Page:
    """The ballot; after voting the receipt, and the ballot again for who wants to change."""
    found = decision_for(slug, number)
    if not found.may_now(Action.CAST_BALLOT) or found.round is None:
        return redirect(url_for("decisions.show", slug=slug, number=found.decision), 303)
    hers = found.participation
    if hers is not None and (hers.on_paper or "opnieuw" not in request.args):
        return _receipt(found)
    return _ballot(found, *_mine(found))


@pages.post(BALLOT)
@reads_first
def cast_ballot(slug: str, number: int) -> Page:
    """Count the ballot, or give it back as it was with what to do about it."""
    steps = is_step(request.form)
    if not has_one_writer(db.engine):
        # Nobody waits for who may write, and one transaction is less than two.
        db.turn_to_writing()
    if not steps and (place := place_for(slug, number)):
        return _counted(slug, number, place)
    found = decision_for(slug, number)
    if found.entry is None or not found.may(Action.CAST_BALLOT):
        abort(404 if found.membership is None else 403)
    if found.round is None:
        raise WrongMoment
    if steps:
        return _ballot(found, filled_in(request.form), request.form)
    return _counted(slug, number, place_of(found, found.entry))


def _counted(slug: str, number: int, place: BallotPlace) -> Page:
    try:
        _refuse_earlier(place)
        form = _form(request.form, METHODS[place.method].shape)
        is_first = cast(db.turn_to_writing(), place, form)
    except (InvalidBallot, NothingChosen, Invalid, WrongMoment) as wrong:
        db.session.rollback()
        return _refused(decision_for(slug, number), wrong)
    if is_first and is_accompanied():
        count_accompanied(db.session, place.round_id)
    db.session.commit()
    if shared_device.is_shared():
        by_reasons = METHODS[place.method].asks_reasons
        shared_device.end(shared_device.ANSWER if by_reasons else shared_device.VOTE)
        return redirect(url_for("coming.done"), 303)
    return redirect(url_for(".show", slug=slug, number=place), 303)


def shuffled(options: list[Option], fingerprint: str, entry_id: int) -> list[Option]:
    """The options in an order of this voter's own, the same each time she looks."""

    def place(option: Option) -> str:
        return hashlib.sha256(f"{fingerprint}:{entry_id}:{option.key}".encode()).hexdigest()

    return sorted(options, key=place)


def _refuse_earlier(place: BallotPlace) -> None:
    """A form of an earlier round never answers a text that its sender did not read."""
    if request.form.get("round", str(place.round_number)) != str(place.round_number):
        raise StaleBallot(_("De tekst is veranderd. Geef opnieuw antwoord."))


def _form(form: MultiDict[str, str], shape: Shape) -> BallotForm:
    version, _dot, token = form.get("nonce", "").partition(".")
    return BallotForm(
        marks=marks_of(form, shape),
        token=token,
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        **{name: form.get(name, "") for name in Reason.FIELDS},
    )


def _refused(found: DecisionHere, wrong: Exception) -> Page:
    marks = filled_in(request.form)
    match wrong:
        case InvalidBallot():
            return _ballot(found, marks, request.form, {"": said(addressed(wrong.sentence))}), 422
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
    earlier = earlier_answer(db.session, found)
    template = (
        "decisions/ballots/_ballot.html" if wants_fragment() else "decisions/ballots/ballot.html"
    )
    options = shuffled(decision.options, current.fingerprint, entry.id)
    return render_template(
        template,
        found=found,
        decision=decision,
        round=current,
        options=options,
        in_order=in_order(marks, options),
        photos=option_photos(db.session, decision),
        spending=spending_of(decision, marks),
        marks=marks,
        typed=earlier.words if marks is None and earlier and not errors else typed,
        errors=errors or {},
        nonce=f"{version}.{secrets.token_urlsafe(18)}",
        earlier=earlier,
        onward=onward_from(db.session, decision),
        **({} if wants_fragment() else _around(found)),
    )


def _receipt(found: DecisionHere) -> str:
    """Of a secret ballot nothing is said but that it counts."""
    marks, typed = _mine(found)
    template = (
        "decisions/ballots/_receipt.html" if wants_fragment() else "decisions/ballots/ballot.html"
    )
    return render_template(
        template,
        found=found,
        decision=found.decision,
        round=found.round,
        receipt=True,
        marks=marks,
        typed=typed,
        next_open=next_for(db.session, found),
        onward=onward_from(db.session, found.decision),
        **helpers_of(db.session, found),
        **(_turnout_elsewhere(found) if wants_fragment() else _around(found, is_receipt=True)),
    )


def _turnout_elsewhere(found: DecisionHere) -> dict[str, Any]:
    """The number under the ballot, which this vote has changed."""
    assert found.round is not None
    turnout = turnout_of(db.session, found.decision, found.round)
    return {"turnout": turnout, "turnout_elsewhere": True}


def _mine(found: DecisionHere) -> tuple[dict[str, int] | None, dict[str, str]]:
    """Her own open ballot as she left it; a secret one is never shown again, not even to her."""
    answer = own_answer(db.session, found)
    return (answer.marks, answer.words) if answer else (None, {})


def _too_late(found: DecisionHere, wrong: Exception) -> str:
    description = wrong.description if isinstance(wrong, WrongMoment) else str(wrong)
    template = (
        "decisions/ballots/_too_late.html"
        if wants_fragment()
        else "decisions/ballots/too_late.html"
    )
    return render_template(
        template,
        found=found,
        decision=found.decision,
        words=description,
        typed=[request.form[name] for name in Reason.FIELDS if request.form.get(name, "").strip()],
    )


def _explanations(proposal: Proposal, wanted: Collection[str]) -> tuple[Explained, ...]:
    kept = db.cached(("explanations", proposal.id), lambda: explanations_of(db.session, proposal))
    return own_language_first(kept, language(), wanted)


def _around(found: DecisionHere, *, is_receipt: bool = False) -> dict[str, Any]:
    """What stands beside the ballot and never changes with what is filled in."""
    decision, current = found.decision, found.round
    assert current is not None
    # What is due is looked at on the page of the decision; who votes need not wait for that.
    panel = panel_for(found, takes_looks=False)
    asked = asked_text(db.session, found)
    return {
        "panel": panel,
        "turnout": turnout_beside(found, panel),
        # Who voted has read the talk.
        "said": [] if is_receipt else said_in_talk(db.session, found),
        "asked": asked,
        "helps": asked.helps,
        "others": others_in(db.session, decision),
        "explanations": []
        if is_receipt
        else _explanations(decision.proposal, asked.helps.languages),
        "help_at": [] if is_receipt else helping_places(db.session, found.community),
    }
