"""Running decisions as they concern one person: to vote on, to check, to write up, or just news."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, selectinload

from communities.models import Community, Membership
from communities.permissions import Action, may
from decisions.models import Decision, Phase, Round
from decisions.records.models import Outcome, OutcomeCheck, Review
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.clock import now
from plumbing.values import Struct
from proposals.models import Attachment, AttachmentKind

MOST_RUNNING = 40
"""Nobody reads more at once."""
RECENT = timedelta(days=14)
LOOK_BACK = timedelta(days=7)


class Running(Struct, frozen=True):
    """A decision in one of her communities, and what she has to do with it."""

    decision: Decision
    entry: RollEntry | None
    has_taken_part: bool
    took_part_before: bool
    """In an earlier round of the same decision."""
    kept: dict[str, Any] | None
    """What the newest round counted, once it is sealed."""
    cast: int
    eligible: int
    outcome: Outcome | None
    review: Review | None
    check: OutcomeCheck | None
    checks: int
    agreed: int
    photo: Attachment | None

    @property
    def community(self) -> Community:
        return self.decision.community


def decisions_for(session: Session, mine: Sequence[Membership]) -> list[Running]:
    """Decisions that are open, wait for a report, were decided lately, or are looked back on."""
    rows = session.execute(
        _with_own_part([member.id for member in mine])
        .where(
            Decision.community_id.in_([member.community_id for member in mine]),
            or_(
                Decision.phase.in_([Phase.OPEN, Phase.ANSWERED]),
                and_(Decision.phase == Phase.CLOSED, Decision.binds),
                and_(Decision.phase == Phase.RECORDED, _is_news(mine)),
            ),
        )
        .order_by(
            case((Decision.phase == Phase.OPEN, 0), (Decision.phase == Phase.ANSWERED, 1), else_=2),
            case((Decision.phase == Phase.OPEN, Decision.closes_at)),
            Decision.closed_at.desc(),
            Decision.id,
        )
        .limit(MOST_RUNNING)
        .options(
            contains_eager(Decision.proposal),
            contains_eager(Decision.community),
            selectinload(Decision.options),
        )
    )
    return [Running(*row) for row in rows]


def _is_news(mine: Sequence[Membership]) -> ColumnElement[bool]:
    """Recorded or looked back on lately; or still to be looked back on, for who leads that."""
    today = now().date()
    looked_back_on = and_(Outcome.review_on <= today, Outcome.review_on > today - LOOK_BACK)
    leads = [member.community_id for member in mine if may(member, Action.LOOK_BACK)]
    waits = and_(
        Decision.community_id.in_(leads), Outcome.review_on <= today, Review.decision_id.is_(None)
    )
    recent = or_(Decision.recorded_at > now() - RECENT, Review.at > now() - LOOK_BACK)
    return or_(recent, looked_back_on, waits)


def _with_own_part(member_ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """The columns of `Running`, in its order."""
    own, asked = aliased(Participation), aliased(OutcomeCheck)
    checks = select(func.count()).where(asked.decision_id == Decision.id)
    return (
        select(
            Decision,
            RollEntry,
            own.entry_id.is_not(None),
            _took_part_before(),
            Round.result,
            _cast(),
            _eligible(),
            Outcome,
            Review,
            OutcomeCheck,
            _of_decision(checks),
            _of_decision(checks.where(asked.agrees.is_(True))),
            Attachment,
        )
        .join(Decision.proposal)
        .join(Decision.community)
        .outerjoin(Round, Round.is_newest())
        .outerjoin(
            RollEntry,
            and_(RollEntry.decision_id == Decision.id, RollEntry.membership_id.in_(member_ids)),
        )
        .outerjoin(own, and_(own.round_id == Round.id, own.entry_id == RollEntry.id))
        .outerjoin(Outcome, Outcome.decision_id == Decision.id)
        .outerjoin(Review, Review.decision_id == Decision.id)
        .outerjoin(
            OutcomeCheck,
            and_(
                OutcomeCheck.decision_id == Decision.id,
                OutcomeCheck.membership_id.in_(member_ids),
            ),
        )
        .outerjoin(Attachment, Attachment.id == _first_photo())
    )


def _took_part_before() -> ColumnElement[bool]:
    earlier = aliased(Round)
    return (
        exists()
        .where(
            Participation.entry_id == RollEntry.id,
            Participation.round_id == earlier.id,
            earlier.decision_id == Decision.id,
            earlier.number < Round.number,
        )
        .correlate(RollEntry, Decision, Round)
    )


def _cast() -> Any:
    here = select(func.count()).where(Participation.round_id == Round.id)
    return here.correlate(Round).scalar_subquery()


def _eligible() -> Any:
    on_roll = aliased(RollEntry)
    return _of_decision(select(func.count()).where(on_roll.decision_id == Decision.id))


def _first_photo() -> Any:
    return _of_decision(
        select(func.min(Attachment.id)).where(
            Attachment.proposal_id == Decision.proposal_id,
            Attachment.kind == AttachmentKind.PHOTO,
        )
    )


def _of_decision(counted: Select[Any]) -> Any:
    return counted.correlate(Decision).scalar_subquery()
