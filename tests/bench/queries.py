"""How many questions each page asks the database: walks along the links as five people would."""

import json
import re
from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import event, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from communities.models import Membership
from plumbing.database.session import db

WALKERS = ("Fatma Yıldız", "Joost Brand", "Marleen de Wit", "Sanne Kok", "Buur 1", "Buur 2")
MOST_OF_A_KIND = 4
"""Pages of one kind that a walker looks at."""
LINK = re.compile(r'href="(/[^"#]*)')
STAY_OUT = ("/static/", "/in", "/uit")


def walk(app: Flask) -> dict[str, tuple[int, str]]:
    """By kind of page: the most questions it asked, and where that was."""
    most: dict[str, tuple[int, str]] = {}
    for session_id, name in _walkers(app):
        for kind, count, path in _walk(app, session_id):
            most[kind] = max(most.get(kind, (0, "")), (count, f"{path} ({name})"))
    return most


def _walkers(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        members = db.session.scalars(
            select(Membership).where(Membership.name.in_(WALKERS)).order_by(Membership.id)
        )
        return [(member.person.get_id(), member.name) for member in members if member.person]


def _walk(app: Flask, session_id: str) -> list[tuple[str, int, str]]:
    client = app.test_client()
    with client.session_transaction() as cookies:
        cookies["_user_id"] = session_id
    kinds = app.url_map.bind("localhost")
    looked_at: defaultdict[str, int] = defaultdict(int)
    seen, ahead = {"/"}, ["/"]
    found = []
    while ahead:
        path = ahead.pop(0)
        kind = _kind(kinds, path)
        if kind is None or looked_at[kind] >= MOST_OF_A_KIND:
            continue
        looked_at[kind] += 1
        with _Questions(app) as asked:
            reply = client.get(path)
        found.append((kind, asked.count, path))
        links = LINK.findall(reply.text) if reply.mimetype == "text/html" else []
        if reply.location:
            links.append(urlsplit(reply.location).path)
        new = [link.replace("&amp;", "&") for link in links if not link.startswith(STAY_OUT)]
        ahead += [link for link in dict.fromkeys(new) if link not in seen]
        seen.update(new)
    return found


def _kind(kinds: MapAdapter, path: str) -> str | None:
    try:
        endpoint, _ = kinds.match(urlsplit(path).path, "GET")
    except (RequestRedirect, HTTPException):
        return None
    return str(endpoint)


class _Questions:
    """Counts what is asked of the database meanwhile."""

    def __init__(self, app: Flask) -> None:
        self._engine = app.extensions["engine"]
        self.count = 0

    def __enter__(self) -> "_Questions":
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, *values: Any) -> None:
        self.count += not values[2].startswith("BEGIN")


if __name__ == "__main__":
    import sys

    from app import create_app

    json.dump(walk(create_app({"RATELIMIT_ENABLED": False})), sys.stdout)
