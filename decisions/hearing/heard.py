"""Heard: who of the roll said something in the talk, or took part in any round."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, case, func, select
from sqlalchemy.orm import Session

from decisions.models import Decision
from decisions.roll import BaseAnswer, RollEntry
from decisions.votes import Participation
from plumbing.values import Struct
from proposals.threads import Contribution

AnswersBy = dict[str, dict[int, set[str]]]
"""By attribute and roll entry: the keys of the values that were declared at opening."""


class OnRoll(Struct, frozen=True):
    """One place on the roll, and whether we heard anything from it."""

    entry_id: int
    household: str
    household_known: bool
    took_part: bool
    spoke: bool

    @property
    def heard(self) -> bool:
        return self.took_part or self.spoke


class HeardTotals(Struct, frozen=True):
    """How many stand on the roll, took part, said something, and were heard either way."""

    roll: int
    took_part: int
    spoke: int
    heard: int
    """Never shown beside the others: together they could tell of a speaker whether she voted."""
    took_part_now: int
    """In the newest round alone."""


def turnout(session: Session, decision: Decision, until: datetime) -> HeardTotals:
    """The numbers of the whole roll, in one query."""
    return HeardTotals(*session.execute(_numbers(), _about(decision, until)).one())


def everybody_with_answers(
    session: Session, decision: Decision, until: datetime
) -> tuple[list[OnRoll], AnswersBy]:
    """The whole roll, and what it had declared, as far as it was not withdrawn since."""
    roll: dict[int, OnRoll] = {}
    answers: AnswersBy = defaultdict(lambda: defaultdict(set))
    for *one, attribute, value in session.execute(_each_answer(), _about(decision, until)):
        on_roll = OnRoll(*one)
        roll[on_roll.entry_id] = on_roll
        if attribute is not None:
            answers[attribute][on_roll.entry_id].add(value)
    return list(roll.values()), answers


def proposals_of(decision: Decision) -> Sequence[int]:
    """The proposal a decision is about, and those its options stand for."""
    others = [option.proposal_id for option in decision.options if option.proposal_id]
    return [decision.proposal_id, *others]


def _about(decision: Decision, until: datetime) -> dict[str, Any]:
    return {
        "decision_id": decision.id,
        "rounds": [asked.id for asked in decision.rounds],
        "newest": [asked.id for asked in decision.rounds[-1:]],
        "proposals": proposals_of(decision),
        "until": until,
    }


@cache
def _each() -> Select[int, str, bool, bool, bool]:
    return select(
        RollEntry.id, RollEntry.household, RollEntry.household_known, _took_part(), _spoke()
    ).where(RollEntry.decision_id == bindparam("decision_id"))


@cache
def _each_answer() -> Select[*tuple[Any, ...]]:
    return (
        _each()
        .add_columns(BaseAnswer.attribute, BaseAnswer.value)
        .outerjoin(BaseAnswer, BaseAnswer.entry_id == RollEntry.id)
        .order_by(RollEntry.id)
    )


# Every page of a decision asks this, and putting it together costs more than asking it.
@cache
def _numbers() -> Select[int, int, int, int, int]:
    took_part, spoke = _took_part(), _spoke()
    return (
        select(
            func.count(),
            func.count(case((took_part, 1))),
            func.count(case((spoke, 1))),
            func.count(case((took_part | spoke, 1))),
            func.count(case((_took_part("newest"), 1))),
        )
        .select_from(RollEntry)
        .where(RollEntry.decision_id == bindparam("decision_id"))
    )


def _took_part(where: str = "rounds") -> ColumnElement[bool]:
    rounds: BindParameter[int] = bindparam(where, expanding=True)
    return RollEntry.id.in_(
        select(Participation.entry_id).where(Participation.round_id.in_(rounds))
    )


def _spoke() -> ColumnElement[bool]:
    # Hiding a contribution hides the words; that she spoke stays true.
    speaker = case((Contribution.on_behalf, Contribution.speaker_id), else_=Contribution.author_id)
    speakers = select(speaker).where(
        Contribution.proposal_id.in_(bindparam("proposals", expanding=True)),
        Contribution.created_at <= bindparam("until"),
        speaker.is_not(None),
    )
    return RollEntry.membership_id.is_not(None) & RollEntry.membership_id.in_(speakers)
