"""Which declared answers enter a new base: a few new ones wait until enough people changed."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.hearing.kept_rows import ENOUGH
from decisions.models import Decision
from decisions.roll import BaseAnswer, RollEntry

Given = dict[int, set[str]]
"""By member: the keys of the values she gave."""


def settled(
    session: Session, decision: Decision, declared: Mapping[str, Given], on_roll: set[int]
) -> dict[str, Given]:
    """The answers by attribute, those of a few who are new or changed as they were before.

    Two panels with one person between them would tell what that person answered.
    """
    before = _before(session, decision)
    if before is None:
        return dict(declared)
    asked, answers = before
    return {
        attribute: _waiting(given, answers[attribute], on_roll) if attribute in asked else given
        for attribute, given in declared.items()
    }


def _waiting(now: Given, then: Given, on_roll: set[int]) -> Given:
    changed = {member for member in on_roll if now.get(member, set()) != then.get(member, set())}
    if len(changed) >= ENOUGH:
        return now
    return {member: (then if member in changed else now).get(member, set()) for member in on_roll}


def _before(session: Session, decision: Decision) -> tuple[set[str], dict[str, Given]] | None:
    """The base of the decision opened before: its attributes, and the answers in it."""
    last = session.execute(
        select(Decision.id, Decision.hearing_base)
        .where(
            Decision.community_id == decision.community_id,
            Decision.id != decision.id,
            Decision.opened_at.is_not(None),
        )
        .order_by(Decision.opened_at.desc(), Decision.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return None
    answers: defaultdict[str, Given] = defaultdict(lambda: defaultdict(set))
    rows = session.execute(
        select(BaseAnswer.attribute, RollEntry.membership_id, BaseAnswer.value)
        .join(RollEntry, BaseAnswer.entry_id == RollEntry.id)
        .where(RollEntry.decision_id == last.id, RollEntry.membership_id.is_not(None))
    )
    for attribute, member_id, value in rows:
        answers[attribute][member_id or 0].add(value)
    asked = [one for part in ("attributes", "wishes") for one in last.hearing_base.get(part, [])]
    return {attribute["key"] for attribute in asked}, answers
