"""Conversation about a proposal as one reader sees it, loaded in one query."""

from collections import defaultdict
from datetime import timedelta
from functools import cache

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from communities.models import Membership
from plumbing.clock import now
from plumbing.values import Struct
from proposals.models import Proposal
from proposals.talk.contributing import asker_id, is_noted_for, may_confirm
from proposals.threads import Also, Contribution, ThreadKind

ANSWERED_WITHIN = timedelta(hours=72)


class Said(Struct, frozen=True):
    """One contribution, and what the reader has to do with it."""

    contribution: Contribution
    also: int
    is_mine_too: bool
    """Did the reader say "Ik ook"?"""
    is_own: bool
    """Are these the reader's own words?"""
    waits_for_her: bool
    """Did somebody write down what the reader said, and did she not say yet whether it is right?"""
    may_be_taken_back: bool
    """Were the reader's own words noted or recorded, so that she can have them wiped out?"""
    may_read: bool
    """False where it is hidden from this reader."""

    @property
    def is_hidden(self) -> bool:
        return self.contribution.hidden_at is not None


class Thread(Struct, frozen=True):
    """The start of a thread and everything that was answered."""

    start: Said
    replies: tuple[Said, ...]
    waiting_days: int | None
    """For how many days nobody answered; none where somebody did or it is still early."""

    @property
    def is_open_question(self) -> bool:
        start = self.start.contribution
        return (
            start.kind is ThreadKind.QUESTION
            and start.settled_at is None
            and start.hidden_at is None
        )


def conversation(session: Session, proposal: Proposal, reader: Membership) -> tuple[Thread, ...]:
    """All threads of a proposal, the newest first."""
    rows = session.execute(
        select(
            Contribution,
            select(func.count())
            .where(Also.contribution_id == Contribution.id)
            .correlate(Contribution)
            .scalar_subquery(),
            exists()
            .where(Also.contribution_id == Contribution.id, Also.membership_id == reader.id)
            .correlate(Contribution),
        )
        .where(Contribution.proposal_id == proposal.id)
        .order_by(Contribution.created_at, Contribution.id)
        .options(
            joinedload(Contribution.author),
            joinedload(Contribution.speaker),
            joinedload(Contribution.written_down_by),
        )
    )
    starts: list[Said] = []
    replies: defaultdict[int, list[Said]] = defaultdict(list)
    for contribution, also, is_mine_too in rows:
        said = _said(contribution, also, is_mine_too, reader)
        if contribution.thread_id is None:
            starts.append(said)
        else:
            replies[contribution.thread_id].append(said)
    return tuple(_thread(start, replies[start.contribution.id]) for start in reversed(starts))


def unanswered(session: Session, proposal: Proposal) -> list[Contribution]:
    """Threads of 72 hours and older that nobody but the speaker or her writer answered in words."""
    return list(
        session.scalars(
            _unanswered(), {"proposal_id": proposal.id, "until": now() - ANSWERED_WITHIN}
        )
    )


@cache
def _unanswered() -> Select[Contribution]:
    answer = aliased(Contribution)
    return (
        select(Contribution)
        .where(
            Contribution.proposal_id == bindparam("proposal_id"),
            Contribution.thread_id.is_(None),
            Contribution.hidden_at.is_(None),
            Contribution.settled_at.is_(None),
            Contribution.taken_over_in.is_(None),
            Contribution.created_at <= bindparam("until"),
            ~exists().where(
                answer.thread_id == Contribution.id,
                answer.hidden_at.is_(None),
                answer.author_id != Contribution.author_id,
                (answer.author_id != Contribution.speaker_id) | Contribution.speaker_id.is_(None),
            ),
        )
        .order_by(Contribution.created_at, Contribution.id)
    )


def _said(contribution: Contribution, also: int, is_mine_too: bool, reader: Membership) -> Said:
    is_shown = contribution.hidden_at is None
    is_unconfirmed = bool(contribution.body) and contribution.confirmed_at is None
    return Said(
        contribution,
        also,
        is_mine_too,
        is_own=reader.id == asker_id(contribution),
        waits_for_her=is_shown and is_unconfirmed and may_confirm(contribution, reader),
        may_be_taken_back=is_shown and is_noted_for(contribution, reader),
        may_read=bool(contribution.body or contribution.sound_id)
        and (
            is_shown
            or reader.is_facilitator
            or reader.id in (contribution.author_id, contribution.speaker_id)
        ),
    )


def _thread(start: Said, replies: list[Said]) -> Thread:
    first = start.contribution
    answered = any(
        not reply.is_hidden
        and reply.contribution.author_id not in (first.author_id, first.speaker_id)
        for reply in replies
    )
    age = now() - first.created_at
    waits = not (
        answered
        or start.is_hidden
        or first.settled_at
        or first.taken_over_in
        or age < ANSWERED_WITHIN
    )
    return Thread(start, tuple(replies), age.days if waits else None)
