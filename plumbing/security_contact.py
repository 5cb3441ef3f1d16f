"""Security contact: `/.well-known/security.txt` says where to tell of a leak (RFC 9116)."""

import re
from datetime import UTC, timedelta

from flask import Blueprint, Flask, abort, current_app
from werkzeug.wrappers import Response

from plumbing.clock import now

pages = Blueprint("security", __name__)
PATH = "/.well-known/security.txt"
HOLDS_FOR = timedelta(days=180)
"""The RFC advises less than a year, so that nobody writes to who left long ago."""
ADDRESS = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")
URI = re.compile(r"(mailto:|https://|tel:)\S+")


def init_app(app: Flask) -> None:
    app.register_blueprint(pages)


@pages.get(PATH)
def contact() -> Response:
    """Found only where the host said whom to tell: an address that nobody reads is worse."""
    addresses, _ = contacts(current_app.config["SECURITY_CONTACT"])
    if not addresses:
        abort(404)
    ends = (now().astimezone(UTC) + HOLDS_FOR).replace(hour=0, minute=0, second=0)
    lines = [f"Contact: {address}" for address in addresses]
    lines += [f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    if current_app.config["BEHIND_TLS"]:
        lines.append(f"Canonical: {current_app.config['BASE_URL']}{PATH}")
    return Response("".join(f"{line}\n" for line in lines), mimetype="text/plain")


def contacts(setting: str) -> tuple[list[str], list[str]]:
    """The addresses as URIs, who should be told first comes first; and what is no address."""
    given = [part.strip() for part in setting.split(",") if part.strip()]
    usable = [_as_uri(part) for part in given if _as_uri(part)]
    return usable, [part for part in given if not _as_uri(part)]


def _as_uri(part: str) -> str:
    if ADDRESS.fullmatch(part):
        return f"mailto:{part}"
    return part if URI.fullmatch(part) else ""
