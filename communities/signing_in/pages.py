"""Signing in without a password: ask for a mail, open its link or type its code."""

import re
import secrets
import time

from flask import (
    Blueprint,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookies
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from sqlalchemy import update
from werkzeug.wrappers import Response

from communities import events
from communities.access import current_person
from communities.addresses import is_mail_address, is_no_address, mail_address
from communities.models import Person, SignInToken
from communities.signing_in.confirming import take_address
from communities.signing_in.links import MINUTES, find_link, hashed, is_usable, spend, spend_code
from communities.signing_in.mail import answer_request
from plumbing.database.session import db
from plumbing.paths import local
from plumbing.security import SIGNING_IN, keep_nowhere, limiter
from plumbing.web import Page, transaction

pages = Blueprint("signing_in", __name__)
pages.after_request(keep_nowhere)

DEVICE = "toestel"
DEVICE_SECONDS = 60 * 60
REFUSAL_SECONDS = 0.25


@pages.get("/in")
def ask() -> Page:
    next_path = local(request.args.get("next"))
    if current_person() is not None:
        return redirect(next_path)
    return render_template("communities/signing_in/ask.html", next_path=next_path)


@pages.post("/in")
@limiter.limit(SIGNING_IN)
def request_link() -> Page:
    """Answers everyone the same; who is known gets a mail."""
    address = mail_address(request.form.get("email", ""))
    next_path = local(request.form.get("next"))
    if not is_mail_address(address):
        errors = {"email": is_no_address()}
        page = render_template(
            "communities/signing_in/ask.html", next_path=next_path, email=address, errors=errors
        )
        return page, 422
    device = request.cookies.get(DEVICE) or secrets.token_urlsafe(24)
    answer_request(address, hashed(device), next_path)
    cookies["asked"] = address
    response = make_response(redirect(url_for(".code"), 303))
    response.set_cookie(
        DEVICE,
        device,
        max_age=DEVICE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


@pages.get("/in/code")
def code() -> Page:
    return render_template(
        "communities/signing_in/code.html", address=cookies.get("asked"), minutes=MINUTES
    )


@pages.post("/in/code")
@limiter.limit(SIGNING_IN)
def enter_code() -> Page:
    """Signs in by six digits, right only on the device that asked for them."""
    started = time.monotonic()
    digits = re.sub(r"\D", "", request.form.get("code", ""))
    device = request.cookies.get(DEVICE, "")
    with transaction():
        token = spend_code(db.session, hashed(device), digits)
        path = _landing(token) if token else ""
    if token is not None:
        return let_in(token.person, path)
    # Refusing takes equally long whether or not there was a code to be right about.
    time.sleep(max(0.0, REFUSAL_SECONDS - (time.monotonic() - started)))
    wrong = _("Deze code klopt niet, of hij werkt niet meer. Kijk nog eens, of vraag een nieuwe.")
    page = render_template(
        "communities/signing_in/code.html",
        address=cookies.get("asked"),
        minutes=MINUTES,
        errors={"code": wrong},
    )
    return page, 422


@pages.get("/in/<token>")
def link(token: str) -> Page:
    """Spends nothing: mail scanners and link previews come here too."""
    found = find_link(db.session, token)
    if found is None:
        return _too_late(found)
    to_confirm = is_usable(found) and found.confirms_email
    if found.person == current_person() and not to_confirm:
        return redirect(_landing(found))
    if not is_usable(found):
        return _too_late(found)
    return render_template(
        "communities/signing_in/confirm.html",
        person=found.person,
        token=token,
        address=found.confirms_email,
    )


@pages.post("/in/<token>")
@limiter.limit(SIGNING_IN)
def confirm(token: str) -> Page:
    found = find_link(db.session, token)
    with transaction():
        if found is None or not spend(db.session, found):
            abort(make_response(_too_late(found)))
        path = _landing(found)
        taken = not take_address(db.session, found)
    response = let_in(found.person, path)
    if taken:
        flash(_("Dit mailadres hoort al bij een ander account. Het is niet veranderd."), "wrong")
    elif found.confirms_email:
        flash(_("Dit is nu je mailadres."))
    return response


@pages.post("/uit")
def leave() -> Page:
    logout_user()
    cookies.clear()
    flash(_("Je bent uitgelogd."))
    return redirect(url_for(".ask"), 303)


@pages.post("/uit/overal")
def leave_everywhere() -> Page:
    """End every session of this person, on every device."""
    person = current_person()
    if person is None:
        abort(403)
    ends = update(Person).where(Person.id == person.id)
    with transaction():
        db.session.execute(ends.values(session_epoch=Person.session_epoch + 1))
    logout_user()
    cookies.clear()
    flash(_("Je bent overal uitgelogd, op elk toestel."))
    return redirect(url_for(".ask"), 303)


def let_in(person: Person, path: str) -> Response:
    """Signs this person in on this device, and redirects to the path."""
    cookies.clear()
    login_user(person)
    cookies.permanent = True
    response = make_response(redirect(path, 303))
    response.delete_cookie(DEVICE)
    return response


def _landing(token: SignInToken) -> str:
    if token.next_path != "/":
        return token.next_path
    return events.landing_for(db.session, token.person)


def _too_late(token: SignInToken | None) -> Page:
    next_path = token.next_path if token else "/"
    return render_template("communities/signing_in/too_late.html", next_path=next_path), 410
