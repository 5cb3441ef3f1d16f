"""Writing a proposal, changing it, putting it on the table and taking it off."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from communities.access import Here, community_for
from communities.permissions import Action
from communities.rules.rules import rules_of
from plumbing.database.session import db
from plumbing.web import Page, WrongMoment, transaction
from plumbing.words.language import language
from proposals.access import ProposalHere, may_propose, proposal_for
from proposals.blueprint import address, back_to
from proposals.blueprint import pages as pages
from proposals.fields import fields_of, lines_of
from proposals.guards import ask_first
from proposals.models import Kind, Phase
from proposals.phases import Stage, Step, allowed, what_now
from proposals.threads import Contribution
from proposals.writing.revising import revise, take_up_again
from proposals.writing.touching import note_touched
from proposals.writing.writing import put_to_discussion, text_of, write_proposal, written_before


@pages.get("/nieuw")
def new(slug: str) -> str:
    return form_page(_where_she_may_propose(slug), None, {})


@pages.post("")
def create(slug: str) -> Page:
    here = _where_she_may_propose(slug)
    with transaction(lambda errors: form_page(here, None, request.form, errors)):
        fields = fields_of(request.form)
        before = written_before(db.session, here.community, here.member, fields)
        proposal = before or write_proposal(
            db.session,
            here.community,
            here.member,
            **fields,
            touches=lines_of(request.form.get("touches", "")),
            must_agree=lines_of(request.form.get("must_agree", "")),
            language=language(),
        )
        if request.form.get("next") == "table" and proposal.phase is Phase.DRAFT:
            put_to_discussion(db.session, proposal)
    say_where_it_is(proposal.phase)
    return _on(ProposalHere(here, proposal))


@pages.get("/<numbered:number>/tekst")
def edit(slug: str, number: int) -> str:
    found = _to_change(slug, number)
    if found.proposal.phase is not Phase.DECIDED:
        # Before she writes, not after.
        ask_first(db.session, found.proposal, Step.WRITE)
    version = found.proposal.versions[-1]
    values = text_of(version) | {
        "kind": found.proposal.kind,
        "addressee": found.proposal.addressee,
        "answer_due": found.proposal.answer_due,
    }
    return form_page(found.here, found, values, credit=_credit(found, request.args))


@pages.post("/<numbered:number>/tekst")
def change(slug: str, number: int) -> Page:
    found = _to_change(slug, number)
    proposal = found.proposal
    credit = _credit(found, request.form)
    was_draft, was_ready = proposal.phase is Phase.DRAFT, proposal.ready_at
    because = request.form.get("because", "")
    with transaction(lambda errors: form_page(found.here, found, request.form, errors, credit)):
        fields = fields_of(request.form)
        if proposal.phase is Phase.DECIDED:
            take_up_again(db.session, proposal, found.member, fields, because)
        else:
            revise(db.session, proposal, found.member, fields, because, credit)
        _note_whom(found)
        if was_draft and request.form.get("next") == "table":
            put_to_discussion(db.session, proposal)
    if was_draft:
        say_where_it_is(proposal.phase)
    else:
        flash(_("Dit is nu versie %(number)s.", number=proposal.version_number))
    if proposal.ready_at != was_ready and proposal.ready_at is not None:
        flash(_("Iedereen kan nu opnieuw zeggen of de vraag eerlijk gesteld is."))
    return _on(found)


def _where_she_may_propose(slug: str) -> Here:
    here = community_for(slug, Action.PROPOSE)
    if not may_propose(here, rules_of(db.session, here.community)):
        abort(403)
    return here


def _to_change(slug: str, number: int) -> ProposalHere:
    found = proposal_for(slug, number, Action.EDIT_PROPOSAL)
    if not any(allowed(found.proposal, step) for step in (Step.WRITE, Step.TAKE_UP_AGAIN)):
        raise WrongMoment(what_now(found.proposal))
    return found


def _credit(found: ProposalHere, values: Mapping[str, str]) -> Contribution | None:
    """The contribution that is taken over, where one is."""
    if not values.get("idee", "").isdecimal() or found.stage in (Stage.DRAFT, Stage.DECIDED):
        return None
    contribution = db.session.scalar(
        select(Contribution)
        .where(
            Contribution.id == int(values["idee"][:9]),
            Contribution.proposal_id == found.proposal.id,
            Contribution.thread_id.is_(None),
            Contribution.hidden_at.is_(None),
        )
        .options(joinedload(Contribution.author), joinedload(Contribution.speaker))
    )
    return contribution or abort(404)


def _note_whom(found: ProposalHere) -> None:
    for name, must_agree in (("touches", False), ("must_agree", True)):
        for who in lines_of(request.form.get(name, "")):
            note_touched(db.session, found.proposal, found.member, who, must_agree=must_agree)


def form_page(
    here: Here,
    found: ProposalHere | None,
    values: Mapping[str, Any],
    errors: dict[str, str] | None = None,
    credit: Contribution | None = None,
) -> str:
    """The form with what was filled in, and what is wrong with it."""
    return render_template(
        "proposals/writing/form.html",
        found=found,
        values=values,
        errors=errors or {},
        credit=credit,
        is_draft=found is None or found.proposal.phase is Phase.DRAFT,
        changes_letter=found is not None
        and found.proposal.kind is Kind.LETTER
        and found.proposal.phase in (Phase.DISCUSSION, Phase.DECIDED),
        is_decided=found is not None and found.proposal.phase is Phase.DECIDED,
        slug=here.community.slug,
    )


def _on(found: ProposalHere) -> Response:
    """To where she wanted to go on: her photos, or the proposal."""
    if request.form.get("next") == "attachments":
        return redirect(address(found, "attachments.index"), 303)
    return back_to(found)


def say_where_it_is(phase: Phase) -> None:
    """Tell the author who can see it now."""
    if phase is Phase.DRAFT:
        flash(_("Je voorstel is bewaard. Alleen jij kunt het zien."))
    else:
        flash(_("Je voorstel ligt op tafel. Iedereen kan het nu lezen."))
