"""The community's log: what a facilitator or the host did, in sentences for every member."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select
from sqlalchemy.orm import Session, joinedload

from communities.models import LogLine, Membership
from plumbing.clock import now

MOST_LINES = 200
Sentence = Callable[[str, dict[str, Any]], str]
Sentences = dict[str, Sentence]

sentences: Sentences = {}
"""For each action how it reads, given who did it and the details; each room adds its own."""
only_to_her: set[str] = set()
"""Actions that are done for many at once: everybody reads one line, and each her own as well."""


def note(
    session: Session,
    community_id: int,
    action: str,
    by: Membership | None,
    about: Membership | None = None,
    **details: Any,
) -> LogLine:
    """Writes a log line; `by` None means the host, `about` is the member it concerns."""
    line = LogLine(
        community_id=community_id,
        at=now(),
        by_id=by.id if by else None,
        action=action,
        details=details | ({"member": about.id} if about else {}),
    )
    session.add(line)
    return line


def note_each(
    session: Session, action: str, by: Membership | None, members: Sequence[Membership]
) -> None:
    """Write a line for each of many members, in one statement."""
    lines = [
        {
            "community_id": member.community_id,
            "at": now(),
            "by_id": by.id if by else None,
            "action": action,
            "details": {"member": member.id},
        }
        for member in members
    ]
    session.execute(insert(LogLine), lines)


def lines_of(
    session: Session,
    community_id: int,
    about: Membership | None = None,
    action: str = "",
) -> list[tuple[LogLine, str]]:
    """The newest lines as sentences; only about one member or of one action, if asked."""
    query = (
        select(LogLine)
        .where(LogLine.community_id == community_id)
        .order_by(LogLine.id.desc())
        .limit(MOST_LINES)
        .options(joinedload(LogLine.by))
    )
    if about is not None:
        query = query.where(LogLine.details["member"].as_integer() == about.id)
    elif only_to_her:
        query = query.where(LogLine.action.not_in(only_to_her))
    if action:
        query = query.where(LogLine.action == action)
    lines = session.scalars(query).all()
    names = _names(session, {line.details.get("member") for line in lines})
    return [(line, _said(line, names)) for line in lines]


def _names(session: Session, ids: set[int | None]) -> dict[int, str]:
    known = [number for number in ids if number is not None]
    if not known:
        return {}
    rows = session.execute(select(Membership.id, Membership.name).where(Membership.id.in_(known)))
    return {row.id: row.name for row in rows}


def _said(line: LogLine, names: dict[int, str]) -> str:
    by = line.by.name if line.by else _("Wie de server beheert")
    name = names.get(line.details.get("member", 0), _("iemand die weg is"))
    say = sentences.get(line.action)
    return say(by, line.details | {"name": name}) if say else f"{by}: {line.action}"
