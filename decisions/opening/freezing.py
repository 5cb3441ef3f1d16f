"""Freezing what a round asks, under a fingerprint that anyone can compute again."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.ballots.keys import new_wrapped_key
from decisions.fingerprints import canonical, fingerprint
from decisions.models import Decision, Round
from decisions.roll import RollEntry
from plumbing.clock import now
from proposals.models import Version

OPEN_FORMAT = "gehoord-open/1"


def open_round(session: Session, decision: Decision, number: int, deadline: datetime) -> Round:
    """Freeze version, options, rule, roll and deadline, and start asking."""
    previous = decision.rounds[-1].fingerprint if decision.rounds else None
    start = now().replace(second=0, microsecond=0)
    version = session.scalars(
        select(Version).where(
            Version.proposal_id == decision.proposal_id,
            Version.number == decision.proposal.version_number,
        )
    ).one()
    entries = session.scalars(select(RollEntry).where(RollEntry.decision_id == decision.id))
    frozen = canonical(_facts(decision, number, version, start, deadline, entries, previous))
    opened = Round(
        number=number,
        version_number=version.number,
        frozen=frozen,
        fingerprint=fingerprint(frozen),
        opened_at=start,
        deadline=deadline,
        wrapped_key=new_wrapped_key() if decision.is_secret else None,
    )
    decision.rounds.append(opened)
    decision.closes_at = deadline
    session.flush()
    return opened


def version_hash(version: Version) -> str:
    """The fingerprint of a version of a proposal."""
    fields = ("title", "summary", "what", "why", "hands", "place", "settled", "origin")
    facts: dict[str, Any] = {name: getattr(version, name) for name in fields}
    return fingerprint(canonical({**facts, "money_cents": version.money_cents}))


def _facts(
    decision: Decision,
    number: int,
    version: Version,
    start: datetime,
    deadline: datetime,
    entries: Iterable[RollEntry],
    previous: str | None,
) -> dict[str, Any]:
    return {
        "format": OPEN_FORMAT,
        "question": decision.question,
        "version": version_hash(version),
        "round": number,
        "previous": previous,
        "method": decision.method,
        "settings": {
            **decision.settings,
            "secrecy": decision.secrecy.value,
            "results_visible": decision.results_visible.value,
            "extend_on": decision.extend_on.value,
            "extend_days": decision.extend_days,
            "early_closing": decision.early_closing,
            "same_roll": decision.same_roll,
            "second_quorum": decision.second_quorum,
            "articles": decision.articles,
        },
        "options": [
            {
                "id": option.key,
                "label": option.label,
                "description": option.description,
                "cost_cents": option.cost_cents,
            }
            for option in decision.options
        ],
        "start": start.isoformat(),
        "deadline": deadline.isoformat(),
        "roll": sorted(place_of(entry) for entry in entries),
    }


def place_of(entry: RollEntry) -> str:
    """How a place on the roll stands in what is frozen: nobody finds it without its salt."""
    return hashlib.sha256((entry.salt or b"") + str(entry.id).encode()).hexdigest()
