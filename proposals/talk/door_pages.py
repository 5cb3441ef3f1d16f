"""Said at the door: what somebody told a neighbour, noted in three taps with her consent."""

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy import select

from communities.models import Membership
from communities.permissions import Action
from plumbing.database.session import db, reads_first
from plumbing.web import Invalid, Page, transaction
from plumbing.words.language import language
from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import back_to
from proposals.phases import Step
from proposals.sound.recordings import OF_A_CONTRIBUTION
from proposals.sound.sounds import sent
from proposals.talk.contributing import Behalf, contribute
from proposals.talk.pages import pages, render
from proposals.threads import ThreadKind


@pages.get("/deur")
def door(slug: str, number: int) -> str:
    return _form(proposal_for(slug, number, Action.NOTE_ON_BEHALF, Step.CONTRIBUTE), {})


@pages.post("/deur")
@reads_first
def note(slug: str, number: int) -> Page:
    """What was said, signed as the one who noted it; who said it may have it taken away."""
    found = proposal_for(slug, number, Action.NOTE_ON_BEHALF, Step.CONTRIBUTE)
    form = request.form
    with transaction(lambda errors: _form(found, errors)):
        behalf = _behalf(found)
        voice = sent(OF_A_CONTRIBUTION)
        contribution = contribute(
            db.turn_to_writing(),
            found.proposal,
            found.member,
            form.get("kind") or ThreadKind.EXPERIENCE,
            form.get("body", ""),
            language=form.get("language") or language(),
            behalf=behalf,
            voice=voice,
        )
    flash(_("Opgeschreven. Het staat in het gesprek."))
    return back_to(found, f"zegt-{contribution.id}")


def _behalf(found: ProposalHere) -> Behalf:
    form = request.form
    if "may_note" not in form:
        raise Invalid({"may_note": _("Vraag eerst of je dit mag opschrijven. Zet dan het vinkje.")})
    speaker = None
    if form.get("speaker", "").isdecimal():
        speaker = db.session.get(Membership, int(form["speaker"][:9]))
        if speaker is None or speaker.community_id != found.community.id:
            raise Invalid({"speaker": _("Kies iemand uit de lijst.")})
    return Behalf(
        speaker=speaker,
        name=form.get("speaker_name", ""),
        has_consent="consent" in form,
        spoken_in=form.get("spoken_in", ""),
    )


def _form(found: ProposalHere, errors: dict[str, str]) -> str:
    others = db.session.execute(
        select(Membership.id, Membership.name)
        .where(
            Membership.community_id == found.community.id,
            Membership.left_at.is_(None),
            Membership.id != found.member.id,
        )
        .order_by(Membership.name)
    ).all()
    return render(
        "proposals/talk/door.html",
        found,
        errors=errors,
        others=others,
        values=request.form,
        seconds=OF_A_CONTRIBUTION,
    )
