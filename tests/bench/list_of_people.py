"""Bringing in a list of 2,000 people, in one request and with a mail for each."""

import json
import os
import time

from communities.memberships import add_member, appoint

from app import create_app
from communities.founding.founding import found_community
from communities.models import Role
from plumbing.database.session import db

PEOPLE = 2000


def main() -> str:
    """Seconds, as JSON."""
    app = create_app({"WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": False, "TESTING": True})
    with app.app_context(), db.writing() as session:
        community = found_community(session, "Een lijst", slug=f"lijst-{os.getpid()}")
        leader = add_member(session, community, "Wie de lijst heeft")
        appoint(session, leader, Role.FACILITATOR)
        person_id, slug = leader.person.get_id(), community.slug
    client = app.test_client()
    with client.session_transaction() as cookies:
        cookies["_user_id"] = person_id
    begun = time.monotonic()
    answer = client.post(f"/g/{slug}/mensen/invoer", data={"list": _list(), "by_mail": "1"})
    taken = time.monotonic() - begun
    if answer.status_code != 303:
        raise RuntimeError(f"{answer.status_code}: {answer.text[:300]}")
    return json.dumps(taken)


def _list() -> str:
    lines = [
        f"Bewoner {_word(number)}\tb{number}@example.org\tLindelaan\t{number // 2 + 1}"
        for number in range(PEOPLE)
    ]
    return "\n".join(["naam\tmail\tstraat\tnummer", *lines])


def _word(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number, 26)
        letters += chr(97 + place)
    return letters or "a"


if __name__ == "__main__":
    print(main())
