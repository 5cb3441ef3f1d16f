"""Playing a recording: handed out in pieces where the phone asks for pieces."""

from io import BytesIO

from flask import abort, send_file
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from plumbing.database.session import db
from proposals.access import ProposalHere
from proposals.threads import Contribution
from proposals.voices import Explanation, Sound


def recording(found: ProposalHere, sound_id: int) -> Response:
    """A sound of this proposal; what is hidden is heard by its maker and the facilitators alone."""
    sound = db.session.scalar(
        select(Sound)
        .where(Sound.id == sound_id, Sound.proposal_id == found.proposal.id)
        .options(joinedload(Sound.content))
    )
    if sound is None or _is_hidden_from(found, sound):
        abort(404)
    response: Response = send_file(
        BytesIO(sound.content.content),
        mimetype=sound.media_type,
        conditional=True,
        etag=f"sound-{sound.id}",
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _is_hidden_from(found: ProposalHere, sound: Sound) -> bool:
    if found.member.is_facilitator or sound.added_by_id == found.member.id:
        return False
    hidden = select(Contribution.id).where(
        Contribution.sound_id == sound.id, Contribution.hidden_at.is_not(None)
    )
    hidden_too = select(Explanation.id).where(
        Explanation.sound_id == sound.id, Explanation.hidden_at.is_not(None)
    )
    return db.session.scalar(hidden.union_all(hidden_too)) is not None
