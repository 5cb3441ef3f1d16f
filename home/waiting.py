"""Waiting for one person in all her communities: a few queries, however much there is."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, case, exists, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from communities.models import Community, Membership
from decisions.models import Decision, Round
from decisions.records.models import Task, TaskHelper
from home.running import MOST_RUNNING, RECENT
from plumbing.clock import now
from proposals.models import Kind as ProposalKind
from proposals.models import Phase as ProposalPhase
from proposals.models import Proposal
from proposals.readiness.readiness import waiting_remarks
from proposals.threads import Contribution
from voting.results import ADOPTED


def memberships_of(session: Session, person_id: int) -> Sequence[Membership]:
    """Where she belongs, the oldest first, with the places where people meet, and who she is."""
    return session.scalars(
        select(Membership)
        .join(Membership.community)
        .where(
            Membership.person_id == person_id,
            Membership.is_still_here(),
        )
        .order_by(Membership.joined_at, Membership.id)
        .options(
            contains_eager(Membership.community).selectinload(Community.places),
            joinedload(Membership.person),
        )
    ).all()


def said_to(session: Session, mine: Sequence[Membership]) -> Sequence[Contribution]:
    """What nobody answered on her proposals, and words noted for her that she may confirm."""
    member_ids = [member.id for member in mine]
    answer = aliased(Contribution)
    unanswered = and_(
        Contribution.thread_id.is_(None),
        Proposal.author_id.in_(member_ids),
        Proposal.phase.in_([ProposalPhase.DISCUSSION, ProposalPhase.DECISION]),
        Contribution.author_id.not_in(member_ids),
        Contribution.settled_at.is_(None),
        Contribution.taken_over_in.is_(None),
        ~exists().where(
            answer.thread_id == Contribution.id,
            answer.hidden_at.is_(None),
            answer.author_id != Contribution.author_id,
        ),
    )
    unconfirmed = and_(
        Contribution.on_behalf,
        Contribution.speaker_id.in_(member_ids),
        Contribution.confirmed_at.is_(None),
    )
    written_down = and_(
        Contribution.on_behalf.is_(False),
        Contribution.author_id.in_(member_ids),
        Contribution.written_down_by_id.is_not(None),
        Contribution.confirmed_at.is_(None),
    )
    return session.scalars(
        _contributions()
        .where(Contribution.hidden_at.is_(None), or_(unanswered, unconfirmed, written_down))
        .order_by(Contribution.created_at, Contribution.id)
        .limit(MOST_RUNNING)
    ).all()


def answers_to(session: Session, mine: Sequence[Membership]) -> Sequence[Contribution]:
    """What others lately answered to what she said; the newest first."""
    member_ids = [member.id for member in mine]
    start = aliased(Contribution)
    return session.scalars(
        _contributions()
        .join(start, start.id == Contribution.thread_id)
        .where(
            or_(start.author_id.in_(member_ids), start.speaker_id.in_(member_ids)),
            Contribution.author_id.not_in(member_ids),
            Contribution.hidden_at.is_(None),
            start.hidden_at.is_(None),
            Contribution.created_at > now() - RECENT,
        )
        .order_by(Contribution.created_at.desc(), Contribution.id.desc())
        .limit(MOST_RUNNING)
    ).all()


def tasks_for(session: Session, mine: Sequence[Membership]) -> list[tuple[Task, Decision]]:
    """What she took up and is not done; what is due first in front."""
    rows = session.execute(
        select(Task, Decision)
        .join(TaskHelper, TaskHelper.task_id == Task.id)
        .join(Decision, Decision.id == Task.decision_id)
        .where(TaskHelper.membership_id.in_([member.id for member in mine]), Task.done_at.is_(None))
        .order_by(case((Task.due_on.is_(None), 1), else_=0), Task.due_on, Task.id)
        .limit(MOST_RUNNING)
        .options(joinedload(Decision.community))
    )
    return [(task, decision) for task, decision in rows]


def talk_of(session: Session, mine: Sequence[Membership]) -> list[tuple[Proposal, int]]:
    """Proposals that are talked about, or wait for an answer, with their unanswered remarks."""
    waits_for_letter = and_(
        Proposal.kind == ProposalKind.LETTER,
        Proposal.phase == ProposalPhase.DECIDED,
        Proposal.answered_on.is_(None),
        # A letter that the community did not adopt was never sent.
        Proposal.id.in_(
            select(Decision.proposal_id)
            .join(Decision.rounds)
            .where(Round.result["status"].as_string().in_(sorted(ADOPTED)))
        ),
    )
    rows = session.execute(
        select(Proposal, waiting_remarks())
        .where(
            Proposal.community_id.in_([member.community_id for member in mine]),
            Proposal.is_quick.is_(False),
            or_(Proposal.phase == ProposalPhase.DISCUSSION, waits_for_letter),
        )
        .order_by(
            case((Proposal.ready_at.is_not(None), 0), else_=1),
            Proposal.discussed_since.desc(),
            Proposal.id.desc(),
        )
        .limit(MOST_RUNNING)
        .options(joinedload(Proposal.community))
    )
    return [(proposal, waiting) for proposal, waiting in rows]


def _contributions() -> Select[Contribution]:
    return (
        select(Contribution)
        .join(Contribution.proposal)
        .options(
            contains_eager(Contribution.proposal).joinedload(Proposal.community),
            joinedload(Contribution.author),
            joinedload(Contribution.written_down_by),
        )
    )
