"""Members as they use the house: in by a link, to the ballot, voting by turns."""

import json
import re
import secrets
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.load import Turn
from tests.bench.visitor import Reply, Visitor

AT_ONCE = 16
EACH = 6
"""Members behind each connection, so that nobody asks more often than the limits allow."""
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
NONCE = re.compile(r'name="nonce" value="(\d+)\.[^"]+"')
CHOICE = re.compile(r'name="choice" value="([^"]+)"')


class Member:
    """Somebody signed in, with her ballot open."""

    def __init__(self, port: int, link: str) -> None:
        self.visitor, self.ballot = enter(port, link)
        self.decision = self.ballot.removesuffix("/stem")
        page = self.visitor.get(self.ballot)
        self._csrf = _found(CSRF, page)[0]
        self._version = int(_found(NONCE, page)[0])
        self._choices = cycle(_found(CHOICE, page))

    def cast(self) -> None:
        """Vote, and each next time something else."""
        form = {
            "csrf_token": self._csrf,
            "nonce": f"{self._version}.{secrets.token_urlsafe(18)}",
            "choice": next(self._choices),
        }
        _expect(self.visitor.post(self.ballot, form), 303)
        self._version += 1

    def read(self) -> None:
        """Look at the decision with its panel."""
        _expect(self.visitor.get(f"{self.decision}?eerst=besluit", compressed=True), 200)


def enter(port: int, link: str) -> tuple[Visitor, str]:
    """Sign in by a personal link; the device, and the path where one lands."""
    visitor, path = Visitor(port), urlsplit(link).path
    asked = visitor.get(path)
    landed = visitor.post(path, {"csrf_token": _found(CSRF, asked)[0]})
    return visitor, landed.headers["location"]


def members(port: int, links: Path) -> list[Member]:
    """As many as take part; the first one leads the conversation and stays out of it."""
    addresses = list(json.loads(links.read_text()).values())[1 : AT_ONCE * EACH + 1]
    return [Member(port, address) for address in addresses]


def casting(people: Sequence[Member]) -> list[Turn]:
    """Sixteen votes at once, those of one connection by turns."""
    return _by_turns([member.cast for member in people])


def reading(people: Sequence[Member]) -> list[Turn]:
    """Sixteen looks at once."""
    return _by_turns([member.read for member in people])


def floor_turns(port: int) -> tuple[list[Turn], list[Turn]]:
    """The same on the floor: sixteen who post, and sixteen who look."""
    visitors = [Visitor(port) for _ in range(AT_ONCE)]
    for number, visitor in enumerate(visitors, 1):
        _expect(visitor.post(f"/in/{number}", {}), 200)

    def post(visitor: Visitor) -> Turn:
        return lambda: _expect(visitor.post("/", {"choice": "a=1"}), 200)

    def look(visitor: Visitor) -> Turn:
        return lambda: _expect(visitor.get("/", compressed=True), 200)

    return [post(visitor) for visitor in visitors], [look(visitor) for visitor in visitors]


def _by_turns(turns: list[Turn]) -> list[Turn]:
    def of_one_connection(own: list[Turn]) -> Turn:
        following = cycle(own)
        return lambda: next(following)()

    return [of_one_connection(turns[place::AT_ONCE]) for place in range(AT_ONCE)]


def _expect(reply: Reply, status: int) -> None:
    if reply.status != status:
        raise RuntimeError(f"{reply.status} instead of {status}: {reply.body[:300]!r}")


def _found(pattern: re.Pattern[str], reply: Reply) -> list[str]:
    if not (found := pattern.findall(reply.text)):
        raise RuntimeError(f"No {pattern.pattern} on this page ({reply.status}).")
    return found
