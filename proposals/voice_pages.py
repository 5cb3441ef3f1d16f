"""What one press says: me too, my question is answered, so I mean it, take it away."""

from flask import abort, flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from communities.permissions import Action
from plumbing.database import db
from plumbing.web import wants_fragment
from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import back_to
from proposals.contributing import asker_id, confirm, say_also, settle, take_back
from proposals.conversation import Said, Thread, conversation
from proposals.phases import Step
from proposals.thread_pages import Answer, one, render
from proposals.thread_pages import pages as pages
from proposals.threads import Contribution


@pages.post("/<int:contribution_id>/ook")
def also(slug: str, number: int, contribution_id: int) -> Answer:
    found = proposal_for(slug, number, Action.REACT, Step.REACT)
    contribution = one(found, contribution_id)
    say_also(db.session, contribution, found.member)
    db.session.commit()
    if wants_fragment():
        threads = conversation(db.session, found.proposal, found.member)
        return render("proposals/_also.html", found, said=_said(threads, contribution_id))
    return back_to(found, f"zegt-{contribution_id}")


@pages.post("/<int:contribution_id>/afronding")
def settlement(slug: str, number: int, contribution_id: int) -> Response:
    found = proposal_for(slug, number, Action.CONTRIBUTE, Step.CONTRIBUTE)
    question = one(found, contribution_id)
    if found.member.id != asker_id(question):
        abort(403)
    settle(db.session, question)
    db.session.commit()
    flash(_("Je vraag is beantwoord.") if question.settled_at else _("Je vraag staat weer open."))
    return back_to(found, f"zegt-{contribution_id}")


@pages.post("/<int:contribution_id>/bevestiging")
def confirmation(slug: str, number: int, contribution_id: int) -> Response:
    found = proposal_for(slug, number, Action.READ_THREADS)
    confirm(db.session, _own_words(found, contribution_id))
    db.session.commit()
    flash(_("Fijn dat je het zegt: zo bedoel je het."))
    return back_to(found, f"zegt-{contribution_id}")


@pages.post("/<int:contribution_id>/verwijdering")
def removal(slug: str, number: int, contribution_id: int) -> Response:
    found = proposal_for(slug, number, Action.READ_THREADS)
    take_back(db.session, _own_words(found, contribution_id))
    db.session.commit()
    flash(_("Het is weg. Niemand kan het meer lezen."))
    return back_to(found, "gesprek")


def _own_words(found: ProposalHere, contribution_id: int) -> Contribution:
    contribution = one(found, contribution_id)
    if not contribution.on_behalf or contribution.speaker_id != found.member.id:
        abort(403)
    return contribution


def _said(threads: tuple[Thread, ...], contribution_id: int) -> Said:
    return next(
        said
        for thread in threads
        for said in (thread.start, *thread.replies)
        if said.contribution.id == contribution_id
    )
