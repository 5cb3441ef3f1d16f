"""Voices by one press: me too, my question is answered, so I mean it, take it away."""

from flask import abort, flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from communities.permissions import Action
from plumbing.database.session import db
from plumbing.web import Page, transaction, wants_fragment
from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import back_to, turned_on
from proposals.phases import Step
from proposals.sound.playing import recording
from proposals.talk.contributing import (
    asker_id,
    confirm,
    is_noted_for,
    may_confirm,
    say_also,
    settle,
    take_back,
    wipe_words,
    write_down,
)
from proposals.talk.conversation import Said, Thread, conversation
from proposals.talk.pages import one, pages, render, thread_page
from proposals.threads import Contribution


@pages.post("/<int:contribution_id>/ook")
def also(slug: str, number: int, contribution_id: int) -> Page:
    found = proposal_for(slug, number, Action.REACT, Step.REACT)
    contribution = one(found, contribution_id)
    with transaction():
        say_also(db.session, contribution, found.member, on=turned_on())
    if wants_fragment():
        threads = conversation(db.session, found.proposal, found.member)
        return render("proposals/talk/_also.html", found, said=_said(threads, contribution_id))
    return back_to(found, f"zegt-{contribution_id}")


@pages.post("/<int:contribution_id>/afronding")
def settlement(slug: str, number: int, contribution_id: int) -> Response:
    found = proposal_for(slug, number, Action.CONTRIBUTE, Step.CONTRIBUTE)
    question = one(found, contribution_id)
    if found.member.id != asker_id(question):
        abort(403)
    with transaction():
        settle(db.session, question, on=turned_on())
    now = _("Je vraag is beantwoord.") if question.settled_at else _("Je vraag staat weer open.")
    return _done(found, now, contribution_id)


@pages.post("/<int:contribution_id>/bevestiging")
def confirmation(slug: str, number: int, contribution_id: int) -> Response:
    found = proposal_for(slug, number, Action.READ_THREADS)
    contribution = one(found, contribution_id)
    if not may_confirm(contribution, found.member):
        abort(403)
    with transaction():
        confirm(db.session, contribution)
    return _done(found, _("Fijn dat je het zegt: zo bedoel je het."), contribution_id)


@pages.post("/<int:contribution_id>/verwijdering")
def removal(slug: str, number: int, contribution_id: int) -> Response:
    found = proposal_for(slug, number, Action.READ_THREADS)
    with transaction():
        take_back(db.session, _own_words(found, contribution_id))
    return _done(found, _("Het is weg. Niemand kan het meer lezen."))


@pages.post("/<int:contribution_id>/woorden")
def words(slug: str, number: int, contribution_id: int) -> Page:
    """A neighbour, or the speaker herself, writes down what was said aloud."""
    found = proposal_for(slug, number, Action.NOTE_ON_BEHALF, Step.CONTRIBUTE)
    spoken = one(found, contribution_id)
    with transaction(lambda errors: thread_page(found, contribution_id, "words", errors)):
        write_down(db.session, spoken, found.member, request.form.get("body", ""))
    return _done(found, _("Opgeschreven. Wie het zei, leest het na."), contribution_id)


@pages.post("/<int:contribution_id>/andere-woorden")
def other_words(slug: str, number: int, contribution_id: int) -> Response:
    """The speaker says: this is not what I meant."""
    found = proposal_for(slug, number, Action.READ_THREADS)
    with transaction():
        wipe_words(db.session, _own_words(found, contribution_id))
    gone = _("De woorden zijn weg. Je opname staat er nog: iemand kan het opnieuw opschrijven.")
    return _done(found, gone, contribution_id)


@pages.get("/geluid/<int:sound_id>")
def sound(slug: str, number: int, sound_id: int) -> Response:
    found = proposal_for(slug, number, Action.READ_THREADS)
    return recording(found, sound_id)


def _done(found: ProposalHere, words: str, contribution_id: int | None = None) -> Response:
    """Say so, and go back to where it was said, or to where it stood."""
    flash(words)
    return back_to(found, f"zegt-{contribution_id}" if contribution_id else "gesprek")


def _own_words(found: ProposalHere, contribution_id: int) -> Contribution:
    contribution = one(found, contribution_id)
    if not is_noted_for(contribution, found.member):
        abort(403)
    return contribution


def _said(threads: tuple[Thread, ...], contribution_id: int) -> Said:
    return next(
        said
        for thread in threads
        for said in (thread.start, *thread.replies)
        if said.contribution.id == contribution_id
    )
