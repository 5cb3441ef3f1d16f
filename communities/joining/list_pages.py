"""A list of people: looked at line by line, taken in once it is right, and taken along."""

import csv
import hashlib
import io
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from communities import log
from communities.access import Here, community_for
from communities.joining import people_pages
from communities.joining.bringing_in import bring_in
from communities.joining.people_checks import Judged, judge, members_there
from communities.joining.people_files import text_of
from communities.joining.people_list import rows_of
from communities.joining.people_pages import people_page
from communities.models import Membership
from communities.permissions import Action
from communities.typed_text import defused
from plumbing.database.locking import lock
from plumbing.database.session import db, reads_first
from plumbing.web import Invalid, Page, transaction

pages = people_pages.pages

SHOWN = 200
"""Lines of a list on one page; who has more mends these first."""
TICKS = 30
"""Above this one tick stands for all doubts."""


@pages.post("/lijst")
@reads_first
def look(slug: str) -> Page:
    """What is wrong or doubtful, line by line; nobody comes in yet."""
    here = community_for(slug, Action.INVITE)
    with transaction(lambda errors: people_page(here, errors)):
        text = _given()
        judged = _judged(here, text)
    return _preview(here, text, judged)


@pages.post("/invoer")
def enter(slug: str) -> Page:
    """Everyone on the list becomes a member, if each line is right or said to be."""
    here = community_for(slug, Action.INVITE)
    text, by_mail = request.form.get("list", ""), "by_mail" in request.form
    with transaction(lambda errors: people_page(here, errors)):
        lock(db.session, here.community, "id")
        judged = _judged(here, text)
        if any(one.wrong for one in judged) or _open_doubts(judged):
            abort(make_response(_preview(here, text, judged, again=True), 422))
        new = [one.row for one in judged if not one.is_there]
        if new:
            bring_in(db.session, here.community, new, here.member, by_mail=by_mail)
    flash(
        ngettext("%(num)s mens staat erbij.", "%(num)s mensen staan erbij.", len(new))
        if new
        else _("Iedereen op deze lijst is al lid.")
    )
    return redirect(url_for(".index", slug=slug), 303)


@pages.post("/lijst.csv")
def export(slug: str) -> Page:
    """The members as a spreadsheet reads them; the log says who took it along."""
    here = community_for(slug, Action.INVITE)
    with transaction():
        members = _everybody(here)
        log.note(db.session, here.community.id, "list_taken", here.member, number=len(members))
    response = Response(_csv(members), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}.csv")
    return response


def _everybody(here: Here) -> Sequence[Membership]:
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.community_id == here.community.id, Membership.is_still_here())
        .order_by(Membership.name, Membership.id)
        .options(contains_eager(Membership.person), joinedload(Membership.household))
    ).all()


def _given() -> str:
    """What was pasted, or else what is in the file."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return text_of(file.read())
    text = request.form.get("list", "")
    if not text.strip():
        raise Invalid({"list": _("Plak eerst een lijst, of kies een bestand.")})
    return text


def _judged(here: Here, text: str) -> list[Judged]:
    return judge(rows_of(text), members_there(db.session, here.community))


def _open_doubts(judged: list[Judged]) -> bool:
    if request.form.get("all_fine") == _all(judged):
        return False
    ticked = set(request.form.getlist("fine"))
    return any(one.doubts and one.key not in ticked for one in judged)


def _all(judged: list[Judged]) -> str:
    keys = "".join(one.key for one in judged if one.doubts)
    return hashlib.sha256(keys.encode()).hexdigest()[:16]


def _preview(here: Here, text: str, judged: list[Judged], *, again: bool = False) -> str:
    wrong = [one for one in judged if one.wrong]
    doubtful = [one for one in judged if one.doubts and not one.wrong]
    fine = [one for one in judged if not one.wrong and not one.doubts and not one.is_there]
    new = [one for one in judged if not one.is_there]
    return render_template(
        "communities/joining/preview.html",
        text=text,
        wrong=wrong,
        doubtful=doubtful,
        fine=fine,
        there=[one for one in judged if one.is_there],
        number=len(new),
        households=len({one.row.address for one in new if one.row.house_number}),
        with_mail=sum(1 for one in new if one.row.email),
        all_key=_all(judged) if len(doubtful) > 1 else "",
        ticks=len(doubtful) <= TICKS,
        ticked=set(request.form.getlist("fine")),
        again=again,
        shown=SHOWN,
    )


def _csv(members: Sequence[Membership]) -> str:
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\r\n")
    lines.writerow(["naam", "mail", "telefoon", "straat", "huisnummer", "taal"])
    for member in members:
        home, person = member.household, member.person
        cells = [
            member.name,
            person.email or "",
            member.phone,
            home.street if home else "",
            home.house_number if home else "",
            person.language,
        ]
        lines.writerow([defused(cell) for cell in cells])
    # A spreadsheet on Windows takes it for UTF-8 only with this mark in front.
    return "\ufeff" + written.getvalue()


def _taken(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s haalde de ledenlijst op.", by=by)


SENTENCES: log.Sentences = {
    "list_taken": _taken,
}
