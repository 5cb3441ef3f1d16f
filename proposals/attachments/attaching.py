"""Attaching photos and documents to a proposal, judged by their content and not by their name."""

import hashlib
import re

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.values import Struct
from plumbing.web import Invalid, WrongMoment
from proposals.attachments.photo_kinds import is_phone_photo, is_photo
from proposals.fields import fitting
from proposals.models import Attachment, AttachmentContent, AttachmentKind, Proposal
from proposals.phases import Step, allowed, what_now

MOST_ATTACHED = {AttachmentKind.PHOTO: 5, AttachmentKind.DOCUMENT: 3}
MOST_BYTES = 10 * 1024 * 1024


class Unpacked(Struct, frozen=True):
    """A photo or a PDF as it will be kept, with its name and its sizes."""

    kind: AttachmentKind
    name: str
    alt: str
    contents: dict[str, bytes]
    width: int | None = None
    height: int | None = None

    @property
    def media_type(self) -> str:
        return "image/webp" if self.kind is AttachmentKind.PHOTO else "application/pdf"


def unpack(name: str, content: bytes, alt: str = "") -> Unpacked:
    """Judge what was sent and make it fit to keep; raises Invalid with what can be done instead.

    A photo takes long to read, so this asks nothing of the database and holds nobody up.
    """
    alt = fitting(alt, "alt", 300)
    kind = _kind(content)
    plain_name = _plain_name(name, kind)
    if kind is AttachmentKind.DOCUMENT:
        return Unpacked(kind, plain_name, alt, {"whole": content})
    if not alt:
        raise Invalid({"alt": _("Schrijf in een zin wat er op de foto staat.")})
    from proposals.attachments.pictures import picture

    kept = picture(content)
    return Unpacked(kind, plain_name, alt, kept.contents, kept.width, kept.height)


def attach(session: Session, proposal: Proposal, by: Membership, file: Unpacked) -> Attachment:
    """Keep a photo or a PDF with a proposal; raises Invalid where there are enough."""
    lock(session, proposal, "phase")
    if not allowed(proposal, Step.ATTACH):
        raise WrongMoment(what_now(proposal))
    _check_room(session, proposal, file.kind)
    attachment = Attachment(
        proposal_id=proposal.id,
        kind=file.kind,
        name=file.name,
        alt=file.alt,
        width=file.width,
        height=file.height,
        sha256=hashlib.sha256(next(iter(file.contents.values()))).hexdigest(),
        contents=[
            AttachmentContent(size=size, media_type=file.media_type, content=content)
            for size, content in file.contents.items()
        ],
        added_by_id=by.id,
        created_at=now(),
    )
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
    if (have or 0) < MOST_ATTACHED[kind]:
        return
    sentence = (
        _("Er staan al 5 foto’s bij. Haal er eerst een weg.")
        if kind is AttachmentKind.PHOTO
        else _("Er staan al 3 documenten bij. Haal er eerst een weg.")
    )
    raise Invalid({"file": sentence})


def _plain_name(name: str, kind: AttachmentKind) -> str:
    last = re.split(r"[\\/]", name)[-1]
    stem = re.sub(r"[^\w .()-]", "", last.rpartition(".")[0] or last).strip(" .")
    ending = ".webp" if kind is AttachmentKind.PHOTO else ".pdf"
    return (stem[:120] or "bijlage") + ending
