"""The append-only log of a decision: each row carries the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.fingerprints import canonical
from decisions.models import Decision, LogRow
from plumbing.clock import now

FIRST = "0" * 64


def append(
    session: Session,
    decision: Decision,
    kind: str,
    payload: dict[str, Any],
    by: Membership | None = None,
) -> LogRow:
    """Add a step: "opened", "answered", "sealed", "revealed", "cancelled", "recorded", "corrected".

    The payload is public, so it points at nobody; who took the step is kept beside it.
    """
    session.flush()
    last = session.scalar(
        select(LogRow)
        .where(LogRow.decision_id == decision.id)
        .order_by(LogRow.number.desc())
        .limit(1)
    )
    at = now().replace(microsecond=0)
    previous = last.hash if last else FIRST
    number = last.number + 1 if last else 1
    text = canonical(payload)
    row = LogRow(
        decision_id=decision.id,
        number=number,
        at=at,
        kind=kind,
        payload=text,
        previous_hash=previous,
        hash=_hash(number, at.isoformat(), kind, text, previous),
        by_id=by.id if by else None,
    )
    session.add(row)
    return row


def chain_holds(rows: Iterable[LogRow]) -> bool:
    """Is every row what it was when it was written, and is none missing in between?"""
    previous = FIRST
    for number, row in enumerate(rows, start=1):
        expected = _hash(number, row.at.isoformat(), row.kind, row.payload, previous)
        if row.number != number or row.previous_hash != previous or row.hash != expected:
            return False
        previous = row.hash
    return True


def _hash(number: int, at: str, kind: str, payload: str, previous: str) -> str:
    step = {
        "at": at,
        "kind": kind,
        "number": number,
        "payload": json.loads(payload),
        "previous": previous,
    }
    return hashlib.sha256(canonical(step).encode()).hexdigest()
