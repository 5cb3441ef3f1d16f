"""Leaving: the page from which a member goes."""

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookies
from flask_babel import gettext as _
from flask_login import logout_user

from communities.access import community_for
from communities.members import pages as members
from communities.members.leaving import is_needed, leave
from communities.permissions import Action
from plumbing.database.session import db
from plumbing.web import Invalid, Page, transaction

pages = members.pages


@pages.get("/ik/vertrek")
def leaving(slug: str) -> Page:
    here = community_for(slug, Action.SEE_OWN_DATA)
    return _page(needed=is_needed(db.session, here.member))


@pages.post("/ik/vertrek")
def left(slug: str) -> Page:
    here = community_for(slug, Action.SEE_OWN_DATA)
    person, name = here.member.person, here.community.name
    with transaction(lambda errors: _page(needed=False, errors=errors)):
        leave(db.session, here.member, erases=_erases())
    if not person.email and not person.name:
        logout_user()
        cookies.clear()
    flash(_("Je bent geen lid meer van %(community)s.", community=name))
    return redirect(url_for("home.for_you"), 303)


def _erases() -> bool:
    """Does her name go too? Raises Invalid where she did not choose."""
    wants = request.form.get("name")
    if wants not in ("stays", "goes"):
        raise Invalid({"name": _("Kies wat er met je naam gebeurt.")})
    return wants == "goes"


def _page(*, needed: bool, errors: dict[str, str] | None = None) -> str:
    return render_template("communities/members/leaving.html", needed=needed, errors=errors or {})
