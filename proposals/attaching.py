"""Adding photos and documents to a proposal, judged by their content and not by their name."""

import hashlib
import re

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.database import lock
from plumbing.web import Invalid, WrongMoment
from proposals.fields import fitting
from proposals.models import Attachment, AttachmentContent, AttachmentKind, Proposal
from proposals.phases import Step, allowed, what_now
from proposals.pictures import is_phone_photo, is_photo, picture

MOST = {AttachmentKind.PHOTO: 5, AttachmentKind.DOCUMENT: 3}
MOST_BYTES = 10 * 1024 * 1024


def attach(
    session: Session, proposal: Proposal, by: Membership, name: str, content: bytes, alt: str = ""
) -> Attachment:
    """Keep a photo or a PDF with a proposal; raises Invalid with what can be done instead."""
    lock(session, proposal, "phase")
    if not allowed(proposal, Step.ATTACH):
        raise WrongMoment(what_now(proposal))
    alt = fitting(alt, "alt", 300)
    kind = _kind(content)
    _check_room(session, proposal, kind)
    attachment = Attachment(
        proposal_id=proposal.id,
        kind=kind,
        name=_plain_name(name, kind),
        alt=alt,
        added_by_id=by.id,
        created_at=now(),
    )
    if kind is AttachmentKind.PHOTO:
        _keep_photo(attachment, content, alt)
    else:
        _keep(attachment, "whole", "application/pdf", content)
    attachment.sha256 = hashlib.sha256(attachment.contents[0].content).hexdigest()
    session.add(attachment)
    session.flush()
    return attachment


def remove(session: Session, attachment: Attachment, proposal: Proposal) -> None:
    """Take a photo or document away again."""
    if not allowed(proposal, Step.ATTACH):
        raise WrongMoment(what_now(proposal))
    session.delete(attachment)
    session.flush()


def _kind(content: bytes) -> AttachmentKind:
    if not content:
        raise Invalid({"file": _("Kies eerst een foto of een PDF.")})
    if len(content) > MOST_BYTES:
        raise Invalid({"file": _("Dit bestand is groter dan 10 MB. Maak het kleiner.")})
    if is_photo(content):
        return AttachmentKind.PHOTO
    if content.startswith(b"%PDF-"):
        return AttachmentKind.DOCUMENT
    if is_phone_photo(content):
        raise Invalid(
            {
                "file": _(
                    "Dit is een foto in het formaat HEIC. Niet iedereen kan die zien. "
                    "Bewaar haar als JPEG, of stuur een schermafdruk."
                )
            }
        )
    raise Invalid({"file": _("Dit is geen foto (JPEG, PNG of WebP) en geen PDF.")})


def _check_room(session: Session, proposal: Proposal, kind: AttachmentKind) -> None:
    have = session.scalar(
        select(func.count()).where(Attachment.proposal_id == proposal.id, Attachment.kind == kind)
    )
    if (have or 0) < MOST[kind]:
        return
    sentence = (
        _("Er staan al 5 foto’s bij. Haal er eerst een weg.")
        if kind is AttachmentKind.PHOTO
        else _("Er staan al 3 documenten bij. Haal er eerst een weg.")
    )
    raise Invalid({"file": sentence})


def _keep_photo(attachment: Attachment, content: bytes, alt: str) -> None:
    if not alt:
        raise Invalid({"alt": _("Schrijf in een zin wat er op de foto staat.")})
    kept = picture(content)
    attachment.width, attachment.height = kept.width, kept.height
    for size, bytes_ in kept.contents.items():
        _keep(attachment, size, "image/webp", bytes_)


def _keep(attachment: Attachment, size: str, media_type: str, content: bytes) -> None:
    attachment.contents.append(AttachmentContent(size=size, media_type=media_type, content=content))


def _plain_name(name: str, kind: AttachmentKind) -> str:
    last = re.split(r"[\\/]", name)[-1]
    stem = re.sub(r"[^\w .()-]", "", last.rpartition(".")[0] or last).strip(" .")
    ending = ".webp" if kind is AttachmentKind.PHOTO else ".pdf"
    return (stem[:120] or "bijlage") + ending
