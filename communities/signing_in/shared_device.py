"""Shared device: a telephone of several people, each signed in for one vote, and not for long."""

from datetime import timedelta

from flask import redirect, url_for
from flask import session as cookies
from flask_login import logout_user
from werkzeug.wrappers import Response

from plumbing.clock import now

SHARED, ENDED = "shared_since", "shared_ended"
VOTE, ANSWER = "vote", "answer"
SHARED_FOR = timedelta(minutes=20)
"""Who walks off without voting is not found by the next one for longer than this."""


def is_shared() -> bool:
    """Did who signed in here say that others use this device too?"""
    return SHARED in cookies


def begin() -> None:
    """From now on this device forgets who is signed in as soon as it can."""
    cookies[SHARED] = now().timestamp()
    cookies.permanent = False


def end(ended: str = VOTE) -> None:
    """Nobody is signed in any more, and nothing of the one who was is left but what to call it."""
    logout_user()
    cookies.clear()
    cookies[ENDED] = ended


def just_ended() -> str:
    """With a vote or an answer, where nobody came after her; else empty."""
    return str(cookies.get(ENDED, ""))


def end_when_left_behind() -> Response | None:
    """Before each request: was it left lying about?"""
    if not is_shared() or now().timestamp() - cookies[SHARED] < SHARED_FOR.total_seconds():
        return None
    end()
    cookies.clear()
    return redirect(url_for("coming.ask"), 303)
