"""Who stands by a proposal, and who objected to beginning: loaded in one query."""

from enum import StrEnum

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.values import Struct
from proposals.models import Backing, HelpOffer, Proposal, StartObjection


class StanceKind(StrEnum):
    """How somebody stands towards a proposal."""

    BACKS = "backs"
    HELPS = "helps"
    OBJECTS = "objects"


class Stance(Struct, frozen=True):
    """One member's stance, with the words that belong to it."""

    standing: StanceKind
    member_id: int
    name: str
    words: str


class Stances(Struct, frozen=True):
    """All stances towards one proposal, in the order they came."""

    all: tuple[Stance, ...]

    def of(self, standing: StanceKind) -> tuple[Stance, ...]:
        return tuple(stance for stance in self.all if stance.standing == standing)

    @property
    def backers(self) -> tuple[Stance, ...]:
        return self.of(StanceKind.BACKS)

    @property
    def helpers(self) -> tuple[Stance, ...]:
        return self.of(StanceKind.HELPS)

    @property
    def objectors(self) -> tuple[Stance, ...]:
        return self.of(StanceKind.OBJECTS)

    def has(self, standing: StanceKind, member: Membership | None) -> bool:
        return member is not None and any(
            stance.member_id == member.id for stance in self.of(standing)
        )


def stances(session: Session, proposal: Proposal) -> Stances:
    """Who backs, helps or objects to a proposal, in one query."""
    every = union_all(
        *(
            select(
                literal(standing.value).label("standing"),
                table.membership_id,
                table.at,
                words.label("words"),
            ).where(table.proposal_id == proposal.id)
            for standing, table, words in (
                (StanceKind.BACKS, Backing, literal("")),
                (StanceKind.HELPS, HelpOffer, literal("")),
                (StanceKind.OBJECTS, StartObjection, StartObjection.reason),
            )
        )
    ).subquery()
    rows = session.execute(
        select(every.c.standing, every.c.membership_id, Membership.name, every.c.words)
        .join(Membership, Membership.id == every.c.membership_id)
        .order_by(every.c.at, every.c.membership_id)
    )
    return Stances(tuple(Stance(StanceKind(row[0]), row[1], row[2], row[3]) for row in rows))
