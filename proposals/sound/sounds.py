"""Sound that came along: judged by its content, made into one kind that every phone plays."""

import subprocess
import sys

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.folders import ROOT
from plumbing.web import Invalid
from proposals.models import Proposal
from proposals.sound.recordings import BITS, MEDIA_TYPE, TOO_LONG, UNREADABLE
from proposals.voices import Sound, SoundContent

MOST_BYTES = 10 * 1024 * 1024
GRACE = 1.5
"""A recorder stops a little after the second it was told to stop at."""
CONVERSION_SECONDS = 30
SIGNS = (b"\x1aE\xdf\xa3", b"OggS", b"RIFF", b"ID3", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1")


def unpack(content: bytes, seconds: int) -> bytes:
    """Make what was sent fit to keep: MP3 of one voice; raises Invalid with what to do instead.

    It takes a second or two, so this asks nothing of the database and holds nobody up.
    """
    if not content:
        raise Invalid({"sound": _("Neem eerst iets op, of kies een bestand.")})
    if len(content) > MOST_BYTES:
        raise Invalid({"sound": _("Dit bestand is groter dan 10 MB. Maak een kortere opname.")})
    if not (content.startswith(SIGNS) or content[4:8] == b"ftyp"):
        raise Invalid({"sound": _not_sound()})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "proposals.sound.sound_work", str(seconds + GRACE)],
            input=content,
            capture_output=True,
            cwd=ROOT,
            timeout=CONVERSION_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise Invalid({"sound": _not_sound()}) from slow
    if done.returncode == TOO_LONG:
        raise Invalid(
            {
                "sound": _(
                    "Deze opname is langer dan %(seconds)s seconden. Maak haar korter.",
                    seconds=seconds,
                )
            }
        )
    if done.returncode == UNREADABLE or not done.stdout:
        raise Invalid({"sound": _not_sound()})
    return done.stdout


def sent(seconds: int) -> bytes | None:
    """The recording of this form, fit to keep; None where there is none. Raises Invalid."""
    file = request.files.get("sound")
    if file is None or not file.filename:
        return None
    with file.stream:
        return unpack(file.stream.read(MOST_BYTES + 1), seconds)


def keep(session: Session, proposal: Proposal, by: Membership, voice: bytes) -> Sound:
    """Adds a recording to a proposal."""
    sound = Sound(
        proposal_id=proposal.id,
        media_type=MEDIA_TYPE,
        milliseconds=len(voice) * 8000 // BITS,
        added_by_id=by.id,
        created_at=now(),
        content=SoundContent(content=voice),
    )
    session.add(sound)
    session.flush()
    return sound


def _not_sound() -> str:
    return _("Dit bestand is geen opname die we kunnen afspelen. Neem het opnieuw op.")
