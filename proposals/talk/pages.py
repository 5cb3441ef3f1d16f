"""The talk about a proposal: saying something, answering, "Ik ook", and closing a question."""

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext as _

from communities.permissions import Action
from plumbing.database.session import db, reads_first
from plumbing.web import Page, transaction
from plumbing.words.language import language
from proposals.access import ProposalHere, proposal_for
from proposals.acts import acts_of
from proposals.blueprint import ONE, address, back_to
from proposals.phases import Step
from proposals.sound.recordings import OF_A_CONTRIBUTION
from proposals.sound.sounds import sent
from proposals.talk.contributing import contribute, reply
from proposals.talk.conversation import Thread, conversation
from proposals.threads import Contribution, ThreadKind
from proposals.words import KINDS

pages = Blueprint("threads", __name__, url_prefix=f"{ONE}/gesprek")


@pages.get("")
def index(slug: str, number: int) -> str:
    found = proposal_for(slug, number, Action.READ_THREADS)
    threads = conversation(db.session, found.proposal, found.member)
    kind = request.args.get("soort", "")
    counts = {each: _of_kind(threads, each) for each in ThreadKind}
    shown = [thread for thread in threads if kind in ("", thread.start.contribution.kind)]
    return render(
        "proposals/talk/threads.html",
        found,
        threads=shown,
        acts=acts_of(db.session, found),
        chosen=kind,
        counts=counts,
    )


@pages.get("/nieuw")
def new(slug: str, number: int) -> str:
    found = proposal_for(slug, number, Action.CONTRIBUTE, Step.CONTRIBUTE)
    return _form(found, {})


@pages.post("")
@reads_first
def add(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.CONTRIBUTE, Step.CONTRIBUTE)
    form = request.form
    with transaction(lambda errors: _form(found, errors)):
        voice = sent(OF_A_CONTRIBUTION)
        contribution = contribute(
            db.turn_to_writing(),
            found.proposal,
            found.member,
            form.get("kind", ""),
            form.get("body", ""),
            language=form.get("language") or language(),
            voice=voice,
        )
    flash(_("Het staat in het gesprek."))
    return back_to(found, f"zegt-{contribution.id}")


@pages.get("/<int:contribution_id>")
def show(slug: str, number: int, contribution_id: int) -> str:
    return thread_page(proposal_for(slug, number, Action.READ_THREADS), contribution_id)


@pages.post("/<int:contribution_id>")
def answer(slug: str, number: int, contribution_id: int) -> Page:
    found = proposal_for(slug, number, Action.CONTRIBUTE, Step.CONTRIBUTE)
    thread = one(found, contribution_id)
    form = request.form
    with transaction(lambda errors: thread_page(found, contribution_id, "answer", errors)):
        reply(
            db.session,
            thread,
            found.member,
            form.get("body", ""),
            language=form.get("language") or language(),
        )
    flash(_("Je antwoord staat erbij."))
    return back_to(found, f"zegt-{thread.thread_id or thread.id}")


def one(found: ProposalHere, contribution_id: int) -> Contribution:
    """A contribution to this proposal that may be seen by who asks, or 404."""
    contribution = db.session.get(Contribution, contribution_id)
    if contribution is None or contribution.proposal_id != found.proposal.id:
        abort(404)
    is_own = found.member.id in (contribution.author_id, contribution.speaker_id)
    if contribution.hidden_at and not (is_own or found.member.is_facilitator):
        abort(404)
    return contribution


def _form(found: ProposalHere, errors: dict[str, str]) -> str:
    values = request.form or request.args
    return render(
        "proposals/talk/contribution.html",
        found,
        errors=errors,
        values=values,
        seconds=OF_A_CONTRIBUTION,
    )


def thread_page(
    found: ProposalHere,
    contribution_id: int,
    form: str = "",
    errors: dict[str, str] | None = None,
) -> str:
    """The page of one thread; with what was typed, where a form could not be taken."""
    start_id = one(found, contribution_id).thread_id or contribution_id
    threads = conversation(db.session, found.proposal, found.member)
    thread = next(each for each in threads if each.start.contribution.id == start_id)
    return render(
        "proposals/talk/thread.html",
        found,
        thread=thread,
        acts=acts_of(db.session, found),
        wrong_form=form,
        errors=errors or {},
    )


def _of_kind(threads: tuple[Thread, ...], kind: ThreadKind) -> int:
    return sum(thread.start.contribution.kind is kind for thread in threads)


def render(template: str, found: ProposalHere, **shown: object) -> str:
    return render_template(
        template,
        found=found,
        proposal=found.proposal,
        may=lambda action, step: found.may_now(Action(action), Step(step)),
        address=lambda endpoint="proposals.show", **values: address(found, endpoint, **values),
        kinds=KINDS,
        **shown,
    )
