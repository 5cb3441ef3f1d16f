"""Coming in by a letter: scan its QR or type its digits, say that it is you, and vote."""

import unicodedata
from datetime import timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask import session as cookies
from flask_babel import gettext as _
from flask_login import login_user
from werkzeug.wrappers import Response

from communities import events
from communities.display import keep_in_cookie
from communities.models import Membership
from communities.signing_in import guessing, shared_device
from communities.signing_in.letter_codes import CODE_DIGITS, find_by_code, find_by_id, find_by_token
from communities.ways_in import LetterCode
from plumbing.clock import now
from plumbing.database.session import db, reads_first
from plumbing.security import SIGNING_IN, keep_nowhere, limiter
from plumbing.web import Page
from plumbing.words.formality import FORMAL
from plumbing.words.language import COOKIE, LANGUAGES, speak

pages = Blueprint("coming", __name__, url_prefix="/kom")
pages.after_request(keep_nowhere)

SCREEN_DIGITS = range(4, 7)
TYPED, SEEN = "typed_code", "seen_letter"
TYPED_FOR = timedelta(minutes=10)
ACCOMPANIED = "accompanied"


def is_accompanied() -> bool:
    """Did who came by a letter say that somebody reads along?"""
    return ACCOMPANIED in cookies


@pages.get("")
def ask() -> str:
    return render_template("communities/signing_in/by_letter.html", errors={})


@pages.post("")
@reads_first
@limiter.limit(SIGNING_IN)
def enter() -> Page:
    """Digits of a letter, or those on the big screen."""
    return _entered(_digits(request.form.get("code", "")))


@pages.get("/naam")
def name() -> Page:
    """After typing; the address holds nothing that somebody else could use."""
    found = _typed()
    return _confirm(found) if found else redirect(url_for(".ask"), 303)


@pages.post("/naam")
@limiter.limit(SIGNING_IN)
def enter_by_name() -> Page:
    found = _typed()
    return _welcome(found.membership) if found else redirect(url_for(".ask"), 303)


@pages.get("/klaar")
def done() -> Page:
    """After a vote on a shared device; nothing here is anybody's."""
    ended = shared_device.just_ended()
    if not ended:
        return redirect(url_for(".ask"), 303)
    answered = ended == shared_device.ANSWER
    response = make_response(render_template("communities/signing_in/done.html", answered=answered))
    # The next one reads what this device reads, or what her own letter says.
    response.delete_cookie(COOKIE)
    return response


@pages.get("/<code>")
def come(code: str) -> Page:
    """Spends nothing: link previews come here too."""
    if (digits := _digits(code)) and len(digits) == len(code):
        return _entered(digits)
    found = find_by_token(db.session, code)
    return _confirm(found) if found else _too_old()


@pages.post("/<code>")
@limiter.limit(SIGNING_IN)
def enter_by_link(code: str) -> Page:
    found = find_by_token(db.session, code)
    return _welcome(found.membership) if found else _too_old()


def _entered(digits: str) -> Page:
    if len(digits) not in (*SCREEN_DIGITS, CODE_DIGITS):
        return _refused(_("Een code heeft 8 cijfers. U vindt ze in uw brief."))
    if guessing.must_wait(digits):
        return _refused(
            _(
                "Er zijn veel verkeerde codes getypt. "
                "Wacht tien minuten, of scan de code met uw telefoon."
            ),
            429,
        )
    if len(digits) == CODE_DIGITS:
        found = find_by_code(db.session, digits)
        if found is not None:
            cookies[TYPED] = [found.id, now().timestamp()]
            return redirect(url_for(".name"), 303)
    elif path := _screen(digits):
        return redirect(path, 303)
    db.only_read()
    guessing.was_wrong(digits)
    return _refused(_("Deze code klopt niet, of hij werkt niet meer. Kijk nog eens goed."))


def _screen(digits: str) -> str | None:
    found = (find(db.session, digits) for find in events.screen_codes)
    return next((path for path in found if path), None)


def _typed() -> LetterCode | None:
    code_id, since = cookies.get(TYPED, (0, 0.0))
    if now().timestamp() - since > TYPED_FOR.total_seconds():
        return None
    return find_by_id(db.session, code_id)


def _confirm(found: LetterCode) -> Response:
    """In her language, whoever used this device before; from then on in what she chooses."""
    member = found.membership
    is_new = cookies.get(SEEN) != found.id and member.person.language in LANGUAGES
    if is_new:
        speak(member.person.language)
    response = make_response(
        render_template(
            "communities/signing_in/is_it_you.html", invited=member, action=request.path
        )
    )
    if is_new:
        cookies[SEEN] = found.id
        keep_in_cookie(response, COOKIE, member.person.language)
    return response


def _welcome(member: Membership) -> Response:
    path = events.landing_by_letter(db.session, member)
    cookies.clear()
    login_user(member.person)
    cookies.permanent = True
    cookies[FORMAL] = True
    if "accompanied" in request.form:
        cookies[ACCOMPANIED] = True
    if "shared" in request.form:
        shared_device.begin()
    return redirect(path, 303)


def _digits(typed: str) -> str:
    """The digits among what was typed, in whichever script."""
    return "".join(str(unicodedata.digit(each)) for each in typed if each.isdecimal())


def _refused(words: str, status: int = 422) -> Page:
    page = render_template(
        "communities/signing_in/by_letter.html",
        errors={"code": words},
        typed=request.form.get("code", "")[:12],
    )
    return page, status


def _too_old() -> Page:
    return render_template("communities/signing_in/too_old.html"), 410
