"""What waits for one person in all her communities: a few questions, however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from communities.models import Community, Membership, Person
from decisions.afterwards import Outcome, OutcomeCheck, Task, TaskHelper
from decisions.models import Decision, Phase, Round
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.clock import now
from proposals.models import Attachment, AttachmentKind, FairnessRemark, Proposal
from proposals.models import Kind as ProposalKind
from proposals.models import Phase as ProposalPhase
from proposals.threads import Contribution

MOST = 40
"""Of each kind; nobody reads more at once."""
RECENT = timedelta(days=14)
LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True)
class Running:
    """A decision in one of her communities, and what she has to do with it."""

    decision: Decision
    community: Community
    entry: RollEntry | None
    has_taken_part: bool
    took_part_before: bool
    """In an earlier round of the same decision."""
    kept: dict[str, Any] | None
    """What the newest round counted, once it is sealed."""
    cast: int
    eligible: int
    outcome: Outcome | None
    check: OutcomeCheck | None
    checks: int
    agreed: int
    photo: Attachment | None


def memberships_of(session: Session, person: Person) -> Sequence[Membership]:
    """Where she belongs, the oldest first, with the places where people meet."""
    today = now().date()
    return session.scalars(
        select(Membership)
        .join(Membership.community)
        .where(
            Membership.person_id == person.id,
            Membership.left_at.is_(None),
            or_(Membership.role_ends_on.is_(None), Membership.role_ends_on >= today),
        )
        .order_by(Membership.joined_at, Membership.id)
        .options(contains_eager(Membership.community).selectinload(Community.places))
    ).all()


def decisions_for(session: Session, mine: Sequence[Membership]) -> list[Running]:
    """What is open, what waits for its report, what was decided lately, what is looked back on."""
    today = now().date()
    looked_back_on = and_(
        Outcome.review_on <= today, Outcome.review_on > today - LOOK_BACK
    )
    recent = Decision.recorded_at > now() - RECENT
    member_ids = [member.id for member in mine]
    rows = session.execute(
        _with_own_part(member_ids)
        .where(
            Decision.community_id.in_([member.community_id for member in mine]),
            or_(
                Decision.phase.in_([Phase.OPEN, Phase.ANSWERED, Phase.CLOSED]),
                and_(Decision.phase == Phase.RECORDED, or_(recent, looked_back_on)),
            ),
        )
        .order_by(
            case((Decision.phase == Phase.OPEN, 0), (Decision.phase == Phase.ANSWERED, 1), else_=2),
            case((Decision.phase == Phase.OPEN, Decision.closes_at)),
            Decision.closed_at.desc(),
            Decision.id,
        )
        .limit(MOST)
        .options(
            contains_eager(Decision.proposal),
            contains_eager(Decision.community),
            selectinload(Decision.options),
        )
    )
    return [
        Running(
            decision=decision,
            community=decision.community,
            entry=entry,
            has_taken_part=taken_part is not None,
            took_part_before=bool(before),
            kept=kept,
            cast=cast or 0,
            eligible=eligible,
            outcome=outcome,
            check=check,
            checks=checks,
            agreed=agreed,
            photo=photo,
        )
        for (
            decision, entry, taken_part, before, kept, cast, eligible,
            outcome, check, checks, agreed, photo,
        ) in rows
    ]


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
        Contribution.on_behalf, Contribution.speaker_id.in_(member_ids),
        Contribution.confirmed_at.is_(None),
    )
    return session.scalars(
        _contributions()
        .where(Contribution.hidden_at.is_(None), or_(unanswered, unconfirmed))
        .order_by(Contribution.created_at, Contribution.id)
        .limit(MOST)
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
        .limit(MOST)
    ).all()


def tasks_for(session: Session, mine: Sequence[Membership]) -> Sequence[Task]:
    """What she took up and is not done; what is due first in front."""
    return session.scalars(
        select(Task)
        .join(TaskHelper, TaskHelper.task_id == Task.id)
        .where(
            TaskHelper.membership_id.in_([member.id for member in mine]), Task.done_at.is_(None)
        )
        .order_by(case((Task.due_on.is_(None), 1), else_=0), Task.due_on, Task.id)
        .limit(MOST)
        .options(joinedload(Task.decision).joinedload(Decision.community))
    ).all()


def talk_of(session: Session, mine: Sequence[Membership]) -> list[tuple[Proposal, int]]:
    """Proposals that are talked about, or wait for an answer, with their unanswered remarks."""
    remarks = (
        select(func.count())
        .where(
            FairnessRemark.proposal_id == Proposal.id, FairnessRemark.answered_at.is_(None)
        )
        .correlate(Proposal)
        .scalar_subquery()
    )
    waits_for_letter = and_(
        Proposal.kind == ProposalKind.LETTER,
        Proposal.phase == ProposalPhase.DECIDED,
        Proposal.answered_on.is_(None),
    )
    rows = session.execute(
        select(Proposal, remarks)
        .where(
            Proposal.community_id.in_([member.community_id for member in mine]),
            or_(Proposal.phase == ProposalPhase.DISCUSSION, waits_for_letter),
        )
        .order_by(
            case((Proposal.ready_at.is_not(None), 0), else_=1),
            Proposal.discussed_since.desc(),
            Proposal.id.desc(),
        )
        .limit(MOST)
        .options(joinedload(Proposal.community))
    )
    return [row.tuple() for row in rows]


def _contributions() -> Select[tuple[Contribution]]:
    return (
        select(Contribution)
        .join(Contribution.proposal)
        .options(
            contains_eager(Contribution.proposal).joinedload(Proposal.community),
            joinedload(Contribution.author),
        )
    )


def _with_own_part(member_ids: Sequence[int]) -> Select[Any]:
    newest = _of_decision(select(func.max(Round.number)).where(Round.decision_id == Decision.id))
    earlier_round = aliased(Round)
    before = exists().where(
        Participation.entry_id == RollEntry.id,
        Participation.round_id == earlier_round.id,
        earlier_round.decision_id == Decision.id,
        earlier_round.number < Round.number,
    ).correlate(RollEntry, Decision, Round)
    own = aliased(Participation)
    cast = (
        select(func.count()).where(Participation.round_id == Round.id).correlate(Round)
        .scalar_subquery()
    )
    on_roll = aliased(RollEntry)
    eligible = _of_decision(select(func.count()).where(on_roll.decision_id == Decision.id))
    asked = aliased(OutcomeCheck)
    checks = select(func.count()).where(asked.decision_id == Decision.id)
    photo = _of_decision(
        select(func.min(Attachment.id)).where(
            Attachment.proposal_id == Decision.proposal_id,
            Attachment.kind == AttachmentKind.PHOTO,
        )
    )
    return (
        select(
            Decision, RollEntry, own.version, before, Round.result, cast, eligible,
            Outcome, OutcomeCheck,
            _of_decision(checks), _of_decision(checks.where(asked.agrees)), Attachment,
        )
        .join(Decision.proposal)
        .join(Decision.community)
        .outerjoin(Round, and_(Round.decision_id == Decision.id, Round.number == newest))
        .outerjoin(
            RollEntry,
            and_(RollEntry.decision_id == Decision.id, RollEntry.membership_id.in_(member_ids)),
        )
        .outerjoin(own, and_(own.round_id == Round.id, own.entry_id == RollEntry.id))
        .outerjoin(Outcome, Outcome.decision_id == Decision.id)
        .outerjoin(
            OutcomeCheck,
            and_(
                OutcomeCheck.decision_id == Decision.id,
                OutcomeCheck.membership_id.in_(member_ids),
            ),
        )
        .outerjoin(Attachment, Attachment.id == photo)
    )


def _of_decision(counted: Select[Any]) -> Any:
    return counted.correlate(Decision).scalar_subquery()
