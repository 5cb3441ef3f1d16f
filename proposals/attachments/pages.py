"""Attachments of a proposal, as pages: adding photos and documents, and handing them out safely."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.http import dump_options_header
from werkzeug.wrappers import Response as BaseResponse

from communities.permissions import Action
from plumbing.database.session import db, reads_first
from plumbing.web import Page, transaction
from proposals.access import ProposalHere, proposal_for
from proposals.attachments.attaching import MOST_ATTACHED, MOST_BYTES, attach, remove, unpack
from proposals.blueprint import ONE, address
from proposals.fields import written
from proposals.models import Attachment, AttachmentContent, AttachmentKind
from proposals.phases import Step

pages = Blueprint("attachments", __name__, url_prefix=f"{ONE}/bijlagen")
SIZE_NAMES = {"groot": "large", "klein": "small"}


@pages.get("")
def index(slug: str, number: int) -> str:
    return _page(proposal_for(slug, number, Action.EDIT_PROPOSAL, Step.ATTACH))


@pages.post("")
@reads_first
def add(slug: str, number: int) -> Page:
    found = proposal_for(slug, number, Action.EDIT_PROPOSAL, Step.ATTACH)
    name, content = _sent()
    with transaction(lambda errors: _page(found, errors)):
        file = unpack(name, content, request.form.get("alt", ""))
        attach(db.turn_to_writing(), found.proposal, found.member, file)
    flash(_("Het staat erbij."))
    return redirect(address(found, "attachments.index"), 303)


@pages.get("/<int:attachment_id>")
def show(slug: str, number: int, attachment_id: int) -> BaseResponse:
    found = proposal_for(slug, number)
    attachment, content = _with_content(found, attachment_id)
    response = Response(content.content, mimetype=content.media_type)
    is_document = attachment.kind is AttachmentKind.DOCUMENT
    response.headers["Content-Disposition"] = dump_options_header(
        "attachment" if is_document else "inline", {"filename": attachment.name}
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.set_etag(f"{attachment.sha256}-{content.size}")
    return response.make_conditional(request)


@pages.post("/<int:attachment_id>")
def describe(slug: str, number: int, attachment_id: int) -> Page:
    found = proposal_for(slug, number, Action.EDIT_PROPOSAL, Step.ATTACH)
    attachment = _one(found, attachment_id)
    with transaction(lambda errors: _page(found, {f"alt-{attachment_id}": errors["alt"]})):
        attachment.alt = written(
            request.form.get("alt", ""),
            "alt",
            300,
            _("Schrijf in een zin wat er op de foto staat."),
        )
    flash(_("De beschrijving is veranderd."))
    return redirect(address(found, "attachments.index"), 303)


@pages.post("/<int:attachment_id>/verwijdering")
def removal(slug: str, number: int, attachment_id: int) -> BaseResponse:
    found = proposal_for(slug, number, Action.EDIT_PROPOSAL, Step.ATTACH)
    with transaction():
        remove(db.session, _one(found, attachment_id), found.proposal)
    flash(_("Het is weg."))
    return redirect(address(found, "attachments.index"), 303)


def _sent() -> tuple[str, bytes]:
    """The name and the bytes of the file that came along, no more of them than may be kept."""
    file = request.files.get("file")
    if file is None:
        return "", b""
    with file.stream:
        return file.filename or "", file.stream.read(MOST_BYTES + 1)


def _page(found: ProposalHere, errors: dict[str, str] | None = None) -> str:
    attachments = db.session.scalars(
        select(Attachment)
        .where(Attachment.proposal_id == found.proposal.id)
        .order_by(Attachment.id)
    ).all()
    full = {
        kind: sum(each.kind is kind for each in attachments) >= most
        for kind, most in MOST_ATTACHED.items()
    }
    return render_template(
        "proposals/attachments/attachments.html",
        found=found,
        proposal=found.proposal,
        attachments=attachments,
        errors=errors or {},
        is_full=all(full.values()),
        address=lambda endpoint="proposals.show", **values: address(found, endpoint, **values),
    )


def _one(found: ProposalHere, attachment_id: int) -> Attachment:
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or attachment.proposal_id != found.proposal.id:
        abort(404)
    return attachment


def _with_content(found: ProposalHere, attachment_id: int) -> tuple[Attachment, AttachmentContent]:
    size = SIZE_NAMES.get(request.args.get("maat", "groot"), "large")
    row = db.session.execute(
        select(Attachment, AttachmentContent)
        .join(AttachmentContent, AttachmentContent.attachment_id == Attachment.id)
        .where(
            Attachment.id == attachment_id,
            Attachment.proposal_id == found.proposal.id,
            AttachmentContent.size.in_((size, "whole")),
        )
    ).one_or_none()
    if row is None:
        abort(404)
    return row[0], row[1]
