"""The list of a decision by street: who got a paper, whose came in, whom to go round to."""

from enum import StrEnum
from itertools import groupby

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership
from decisions.invitations.letters import walk
from decisions.models import Decision
from decisions.paper_ballots import PaperSlip
from decisions.roll import FAILED, Invitation, RollEntry
from decisions.votes import Participation
from plumbing.values import Struct


class RollPart(StrEnum):
    """Who stands on the list that is looked at."""

    ALL = "iedereen"
    GOT = "papier"
    NOTHING = "niets"
    GO_ROUND = "langs"


class OnList(Struct, frozen=True):
    """One place on the roll; of who voted without paper nothing is said."""

    entry_id: int
    name: str
    address: str
    street: str
    got: bool
    handed_in: bool
    reached: bool
    """Got a mail, a letter or a word at the door."""
    was_on_paper: bool
    """In a round before this one."""

    def is_in(self, part: RollPart) -> bool:
        match part:
            case RollPart.GOT:
                return self.got or self.handed_in
            case RollPart.NOTHING:
                return not (self.got or self.handed_in or self.reached)
            case RollPart.GO_ROUND:
                return self.was_on_paper and not (self.got or self.handed_in)
            case _:
                return True


def everybody(session: Session, decision: Decision) -> list[OnList]:
    """The roll in the order of a walk, in one query."""
    rows = session.execute(
        select(RollEntry, Membership, *_asked(decision))
        .join(RollEntry.membership)
        .where(RollEntry.decision_id == decision.id, RollEntry.left_at.is_(None))
        .options(joinedload(Membership.household))
    ).all()
    on_foot = sorted(rows, key=lambda row: walk(row[1]))
    return [_row(entry, member, *facts) for entry, member, *facts in on_foot]


def by_street(people: list[OnList]) -> list[tuple[str, list[OnList]]]:
    """Streets with the people there; who has no address comes last, under an empty name."""
    return [(street, list(there)) for street, there in groupby(people, lambda one: one.street)]


def _row(entry: RollEntry, member: Membership, *facts: bool) -> OnList:
    home = member.household
    street = home.street if home else ""
    address = f"{home.street} {home.house_number}".strip() if home else ""
    return OnList(entry.id, entry.name, address, street, *facts)


def _asked(decision: Decision) -> list[ColumnElement[bool]]:
    *before, current = [one.id for one in decision.rounds]
    hers = Participation.entry_id == RollEntry.id
    return [
        exists().where(PaperSlip.entry_id == RollEntry.id, PaperSlip.round_id == current),
        exists().where(hers, Participation.round_id == current, Participation.on_paper),
        exists().where(Invitation.entry_id == RollEntry.id, Invitation.delivery.not_in(FAILED)),
        exists().where(hers, Participation.round_id.in_(before), Participation.on_paper),
    ]
