"""Security headers that every response carries, and rate limits."""

from flask import Flask, Response, request, session
from flask_limiter import Limiter
from flask_wtf.csrf import CSRFProtect

from plumbing import limits as lately

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; media-src 'self' blob:; manifest-src 'self'"
)

PER_ACCOUNT = "600 per minute"
PER_ADDRESS = "6000 per minute"
SIGNING_IN = "6000 per 10 minutes"
"""Guessing is stopped where it happens: at each code, and at each person."""


def who_asks() -> str:
    """The account that asks, so that a hall behind one address is never locked out."""
    # The signed cookie says who it is; whether it still holds is asked later, with the page.
    if "_user_id" in session:
        return f"person:{session['_user_id']}"
    return f"address:{request.remote_addr}"


__all__ = ["lately"]


def how_often() -> str:
    """An account is one person; behind an address a whole hall may be signing in."""
    return PER_ACCOUNT if who_asks().startswith("person:") else PER_ADDRESS


csrf = CSRFProtect()
limiter = Limiter(
    who_asks,
    default_limits=[how_often],
    strategy="moving-window",
    # While Redis is away each process counts its own, rather than let nobody in.
    in_memory_fallback_enabled=True,
)


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(_guard)


def keep_nowhere(response: Response) -> Response:
    """For pages of one person alone: who goes back on a shared device reads none of them."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _guard(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "private, no-cache")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response
