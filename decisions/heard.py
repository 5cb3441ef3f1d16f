"""Who of the roll was heard: she said something in the talk, or took part in any round."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from decisions.models import Decision
from decisions.roll import BaseAnswer, RollEntry
from decisions.votes import Participation
from proposals.threads import Contribution

Answers = dict[str, dict[int, set[str]]]
"""By attribute and roll entry: the keys of the values that were declared at opening."""


@dataclass(frozen=True, slots=True)
class OnRoll:
    """One place on the roll, and whether we heard anything from it."""

    entry_id: int
    household: str
    household_known: bool
    took_part: bool
    spoke: bool

    @property
    def heard(self) -> bool:
        return self.took_part or self.spoke


@dataclass(frozen=True)
class Turnout:
    """How many stand on the roll, took part, said something, and were heard either way."""

    roll: int
    took_part: int
    spoke: int
    heard: int
    """Never shown beside the others: together they could tell of a speaker whether she voted."""


def everybody_on_roll(session: Session, decision: Decision, until: datetime) -> list[OnRoll]:
    """The whole roll; what was said counts up to `until`, a ballot whenever it was cast."""
    rows = session.execute(
        select(
            RollEntry.id,
            RollEntry.household,
            RollEntry.household_known,
            RollEntry.id.in_(_took_part(decision)),
            _spoke(decision, until),
        ).where(RollEntry.decision_id == decision.id)
    )
    return [OnRoll(*row) for row in rows]


def turnout(session: Session, decision: Decision, until: datetime) -> Turnout:
    """The numbers of the whole roll, in one question to the database."""
    took_part, spoke = RollEntry.id.in_(_took_part(decision)), _spoke(decision, until)
    row = session.execute(
        select(
            func.count(),
            func.count(case((took_part, 1))),
            func.count(case((spoke, 1))),
            func.count(case((took_part | spoke, 1))),
        )
        .select_from(RollEntry)
        .where(RollEntry.decision_id == decision.id)
    ).one()
    return Turnout(*row)


def answers_at_opening(session: Session, decision: Decision) -> Answers:
    """What the people on the roll had declared, as far as it was not withdrawn since."""
    answers: Answers = defaultdict(lambda: defaultdict(set))
    rows = session.execute(
        select(BaseAnswer.attribute, BaseAnswer.entry_id, BaseAnswer.value)
        .join(RollEntry, BaseAnswer.entry_id == RollEntry.id)
        .where(RollEntry.decision_id == decision.id)
    )
    for attribute, entry_id, value in rows:
        answers[attribute][entry_id].add(value)
    return answers


def proposals_of(decision: Decision) -> Sequence[int]:
    """The proposal a decision is about, and those its options stand for."""
    others = [option.proposal_id for option in decision.options if option.proposal_id]
    return [decision.proposal_id, *others]


def _took_part(decision: Decision) -> Select[int]:
    rounds = [asked.id for asked in decision.rounds]
    return select(Participation.entry_id).where(Participation.round_id.in_(rounds))


def _spoke(decision: Decision, until: datetime) -> ColumnElement[bool]:
    # Hiding a contribution hides the words; that she spoke stays true.
    speaker = case((Contribution.on_behalf, Contribution.speaker_id), else_=Contribution.author_id)
    speakers = select(speaker).where(
        Contribution.proposal_id.in_(proposals_of(decision)),
        Contribution.created_at <= until,
        speaker.is_not(None),
    )
    return RollEntry.membership_id.is_not(None) & RollEntry.membership_id.in_(speakers)
