"""Making letters: for whom, about what, how; the codes stand in the file and nowhere else."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from communities.access import Here, community_for
from communities.models import Membership
from communities.permissions import Action
from communities.places import places_of
from decisions.invitations.letter_pdf import LetterLayout, LetterSheet, pdf_of
from decisions.invitations.letter_words import first_line, words_of
from decisions.invitations.letters import (
    Addressed,
    LetterReceivers,
    last_letters,
    numbers_for,
    open_decisions,
    receivers_of,
    write_letters,
)
from decisions.models import Decision
from decisions.roll import Channel, Delivery, Invitation, RollEntry
from plumbing.clock import now
from plumbing.database.session import db
from plumbing.security import keep_nowhere
from plumbing.values import Struct
from plumbing.web import Invalid, Page, slug_of, transaction

pages = Blueprint("letters", __name__, url_prefix="/g/<slug>")
pages.after_request(keep_nowhere)


class LetterOrder(Struct, frozen=True):
    """What was chosen on the page."""

    whom: LetterReceivers
    member_id: int
    decision: Decision | None
    layout: LetterLayout


@pages.get("/brieven")
def show(slug: str) -> Page:
    return _page(community_for(slug, Action.INVITE))


@pages.post("/brieven")
def make(slug: str) -> Page:
    """New codes, the letters they stand in, and who was invited by them."""
    here = community_for(slug, Action.INVITE)
    asked = _asked(here)
    community, decision = here.community, asked.decision
    with transaction(lambda errors: _page(here, errors)):
        members = receivers_of(db.session, community, decision, asked.whom, asked.member_id)
        if not members:
            wrong = _("Voor deze keuze is er niemand om een brief aan te schrijven.")
            raise Invalid({"whom": wrong})
        letters = write_letters(db.session, members, decision, here.member)
        made = _pdf(here, letters, asked)
    response = Response(made, mimetype="application/pdf")
    name = f"{slug_of(_('brieven'))}-{slug}-{now():%Y-%m-%d}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@pages.post("/leden/<int:member_id>/terugbezorging/<int:invitation_id>")
def came_back(slug: str, member_id: int, invitation_id: int) -> Page:
    """The post brought a letter back: she was not reached."""
    here = community_for(slug, Action.INVITE)
    invitation = db.session.scalar(
        select(Invitation)
        .join(RollEntry, RollEntry.id == Invitation.entry_id)
        .join(Membership, Membership.id == RollEntry.membership_id)
        .where(
            Invitation.id == invitation_id,
            Invitation.channel == Channel.LETTER,
            Membership.id == member_id,
            Membership.community_id == here.community.id,
        )
    )
    if invitation is None:
        abort(404)
    with transaction():
        invitation.delivery = Delivery.RETURNED
    flash(_("Het staat erbij: de brief kwam terug."))
    return redirect(url_for("members.show", slug=slug, member_id=member_id), 303)


def _asked(here: Here) -> LetterOrder:
    form = request.form
    number = form.get("decision", 0, type=int)
    running = open_decisions(db.session, here.community)
    decision = next((each for each in running if each.number == number), None)
    if number and decision is None:
        abort(404)
    whom = form.get("whom", LetterReceivers.WITHOUT_MAIL)
    layout = form.get("layout", LetterLayout.WHOLE)
    if whom not in list(LetterReceivers) or layout not in list(LetterLayout):
        abort(422)
    return LetterOrder(
        LetterReceivers(whom), form.get("member", 0, type=int), decision, LetterLayout(layout)
    )


def _pdf(here: Here, letters: list[Addressed], asked: LetterOrder) -> bytes:
    community, decision = here.community, asked.decision
    eligible = _eligible(here, decision)
    words = words_of(community, decision, places_of(db.session, community), here.member, eligible)
    lines = {
        language: first_line(language, decision)
        for language in {letter.member.person.reads for letter in letters}
    }
    sheets = [_sheet(letter, lines, community.language) for letter in letters]
    return pdf_of(words, sheets, asked.layout, eligible, now())


def _sheet(letter: Addressed, lines: dict[str, str], spoken: str) -> LetterSheet:
    member, home = letter.member, letter.member.household
    own = member.person.reads
    return LetterSheet(
        name=member.name,
        address=f"{home.street} {home.house_number}".strip() if home else "",
        language=own,
        first_line=lines[own] if own != spoken else "",
        code=letter.key.grouped,
        link=letter.key.address,
    )


def _eligible(here: Here, decision: Decision | None) -> int:
    counted = (
        select(func.count())
        .select_from(Membership)
        .where(
            Membership.community_id == here.community.id,
            Membership.still_votes(),
        )
    )
    if decision is not None:
        counted = (
            select(func.count()).select_from(RollEntry).where(RollEntry.decision_id == decision.id)
        )
    return db.session.scalar(counted) or 0


def _page(here: Here, errors: dict[str, str] | None = None) -> str:
    running = open_decisions(db.session, here.community)
    values = request.form or request.args
    first = running[0].number if running else 0
    return render_template(
        "decisions/invitations/letters.html",
        running=running,
        chosen=values.get("decision", first, type=int),
        numbers=numbers_for(db.session, here.community, running),
        last=last_letters(db.session, here.community),
        one=_one(here, values.get("member", 0, type=int)),
        typed=values,
        errors=errors or {},
    )


def _one(here: Here, member_id: int) -> Membership | None:
    if not member_id:
        return None
    return db.session.scalar(
        select(Membership).where(
            Membership.id == member_id,
            Membership.community_id == here.community.id,
            Membership.is_still_here(),
        )
    )
