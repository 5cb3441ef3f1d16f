"""The page from which a member leaves."""

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookies
from flask_babel import gettext as _
from flask_login import logout_user

from communities.access import community_for
from communities.members import pages as members
from communities.members.leaving import is_needed, leave
from communities.permissions import Action
from plumbing.database.session import db
from plumbing.web import Page

pages = members.pages


@pages.get("/ik/vertrek")
def leaving(slug: str) -> Page:
    here = community_for(slug, Action.SEE_OWN_DATA)
    return render_template(
        "communities/leaving.html", needed=is_needed(db.session, here.member), errors={}
    )


@pages.post("/ik/vertrek")
def left(slug: str) -> Page:
    here = community_for(slug, Action.SEE_OWN_DATA)
    wants = request.form.get("name")
    if wants not in ("stays", "goes"):
        db.session.rollback()
        errors = {"name": _("Kies wat er met je naam gebeurt.")}
        page = render_template("communities/leaving.html", needed=False, errors=errors)
        return page, 422
    person, name = here.member.person, here.community.name
    leave(db.session, here.member, erases=wants == "goes")
    db.session.commit()
    if not person.email and not person.name:
        logout_user()
        cookies.clear()
    flash(_("Je bent geen lid meer van %(community)s.", community=name))
    return redirect(url_for("home.for_you"), 303)
