"""Recounting a closed decision: its ballots as a file, and the program that counts them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, abort, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from decisions.access import decision_for
from decisions.counting.tally import count_file_name, counted, split_may_be_shown
from decisions.here import DecisionHere
from decisions.models import Decision
from decisions.visibility import may_see_result
from plumbing.database.session import db
from plumbing.hosting.recount import TARGET, pack
from plumbing.web import WrongMoment
from voting import Election, Unusable
from voting.files import count_file as files
from voting.files import formats

pages = Blueprint("recounting", __name__)

PAGE = "/g/<slug>/besluiten/<numbered:number>/natelling"
FOREIGN = "blt", "pb", "toc"


@pages.get(PAGE)
def show(slug: str, number: int) -> str:
    found, election = _closed(slug, number)
    other = election and _as_others_write(election, found.decision)
    return render_template(
        "decisions/page/recount.html",
        found=found,
        decision=found.decision,
        name=count_file_name(found.decision),
        files=election is not None,
        other=other[0] if other else "",
        program=TARGET.name,
    )


@pages.get(f"{PAGE}/stemmen.json")
def ballots(slug: str, number: int) -> Response:
    """The count file: whoever counts it finds the result that is shown."""
    found, election = _closed(slug, number)
    if election is None:
        abort(404)
    return _attached(found, files.dumps(election), "json", "application/json")


@pages.get(f"{PAGE}/stemmen.<any({', '.join(FOREIGN)}):extension>")
def elsewhere(slug: str, number: int, extension: str) -> Response:
    """The same ballots in the format of the field, where the method has one."""
    found, election = _closed(slug, number)
    other = election and _as_others_write(election, found.decision)
    if not other or other[0] != extension:
        abort(404)
    return _attached(found, other[1], extension, "text/plain")


@pages.get(f"/{TARGET.name}")
def program() -> Response:
    """Everything that counts, as one file for Python alone."""
    return _download(_packed(), TARGET.name, "application/zip")


def _closed(slug: str, number: int) -> tuple[DecisionHere, Election | None]:
    """The decision with its ballots; None where so few would betray who chose what."""
    found = decision_for(slug, number)
    if found.round is None or not (
        found.decision.is_over and may_see_result(found.decision, found.participation)
    ):
        raise WrongMoment(_("Natellen kan als de uitslag er is."))
    election, result = counted(db.session, found.decision, found.round)
    return found, election if split_may_be_shown(found.decision, result) else None


def _as_others_write(election: Election, decision: Decision) -> tuple[str, str] | None:
    """The extension and the text; None where the format has no place for these ballots."""
    try:
        found = formats.export(election, decision.title)
    except Unusable:
        return None
    return (found[0].removeprefix("."), found[1]) if found else None


@cache
def _packed() -> bytes:
    with TemporaryDirectory() as folder:
        return pack(Path(folder) / TARGET.name).read_bytes()


def _attached(found: DecisionHere, text: str, extension: str, mimetype: str) -> Response:
    return _download(text.encode(), count_file_name(found.decision, extension), mimetype)


def _download(content: bytes, name: str, mimetype: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
