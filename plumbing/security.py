"""What every answer carries so that a browser keeps it safe, and how often one may ask."""

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect

from plumbing import lately

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
    if current_user and current_user.is_authenticated:
        return f"person:{current_user.id}"
    return f"address:{request.remote_addr}"


__all__ = ["lately"]


def how_often() -> str:
    """An account is one person; behind an address a whole hall may be signing in."""
    return PER_ACCOUNT if who_asks().startswith("person:") else PER_ADDRESS


csrf = CSRFProtect()
limiter = Limiter(who_asks, default_limits=[how_often], strategy="moving-window")


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(_guard)


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
