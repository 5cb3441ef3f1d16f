"""The steps of a proposal: onto the table, off it again, and the answer to a letter."""

from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from communities.permissions import Action
from plumbing.database.session import db
from plumbing.web import Invalid, Page, transaction
from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import back_to
from proposals.blueprint import pages as pages
from proposals.fields import fields_of
from proposals.page.pages import refused
from proposals.phases import Step
from proposals.writing.answering import note_answer
from proposals.writing.pages import form_page, say_where_it_is
from proposals.writing.withdrawing import withdraw
from proposals.writing.writing import put_to_discussion, text_of

LONGEST_HOUR = 200


@pages.post("/<numbered:number>/bespreking")
def to_the_table(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.EDIT_PROPOSAL)
    with transaction(lambda errors: form_page(found.here, found, _as_it_is(found), errors)):
        put_to_discussion(db.session, found.proposal)
    say_where_it_is(found.proposal.phase)
    return back_to(found)


@pages.post("/<numbered:number>/intrekking")
def withdrawal(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.EDIT_PROPOSAL, Step.WITHDRAW)
    with transaction(lambda errors: refused(found, "withdrawal", errors)):
        withdraw(db.session, found.proposal, request.form.get("reason", ""))
    flash(_("Je voorstel is ingetrokken."))
    return back_to(found)


@pages.post("/<numbered:number>/antwoord")
def letter_answer(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.EDIT_PROPOSAL, Step.NOTE_ANSWER)
    with transaction(lambda errors: refused(found, "answer", _by_its_field(errors))):
        on = fields_of({"answer_due": request.form.get("answered_on", "")})["answer_due"]
        if on is None:
            raise Invalid({"answered_on": _("Kies de dag van het antwoord.")})
        note_answer(db.session, found.proposal, request.form.get("answer", ""), on)
    flash(_("Het antwoord staat erbij."))
    return back_to(found)


@pages.post("/<numbered:number>/spreekuur")
def come_and_talk(slug: str, number: int) -> Page:
    """When and where one can talk about it, for who would rather not write."""
    found = proposal_for(slug, number, Action.SAY_WHEN_TO_TALK, Step.CONTRIBUTE)
    words = " ".join(request.form.get("come_and_talk", "").split())
    with transaction(lambda errors: refused(found, "come_and_talk", errors)):
        if len(words) > LONGEST_HOUR:
            wrong = _("Schrijf hier hoogstens %(number)s letters.", number=LONGEST_HOUR)
            raise Invalid({"come_and_talk": wrong})
        found.proposal.come_and_talk = words
    flash(_("Het staat erbij.") if words else _("Het is weggehaald."))
    return back_to(found)


def _as_it_is(found: ProposalHere) -> dict[str, Any]:
    return text_of(found.proposal.versions[-1]) | {"kind": found.proposal.kind}


def _by_its_field(errors: dict[str, str]) -> dict[str, str]:
    """The day of an answer is read by the rule for the day that one is due."""
    return {name.replace("_due", "ed_on"): words for name, words in errors.items()}
