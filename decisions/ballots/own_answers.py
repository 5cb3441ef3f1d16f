"""What a voter sees of herself and of what is asked of her: her open answers, and the text."""

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from communities.what_helps import Helps, as_helps, told_by
from decisions.here import DecisionHere
from decisions.models import Decision, Round
from decisions.votes import OpenBallot, Reason
from proposals.models import Attachment, AttachmentKind, HelpOffer, Version


class OwnAnswer(Struct, frozen=True):
    """An open ballot of one's own, with the reasons that went along."""

    marks: dict[str, int]
    words: dict[str, str]


class AskedText(Struct, frozen=True):
    """The text that a round asks about, the proposal's first photo, and what helps her with it."""

    version: Version
    photo: Attachment | None
    helps: Helps


def own_answer(session: Session, found: DecisionHere) -> OwnAnswer | None:
    """What she answered in this round, if ballots are open."""
    if found.decision.is_secret or found.round is None or found.participation is None:
        return None
    return _answer(session, found, found.round)


def earlier_answer(session: Session, found: DecisionHere) -> OwnAnswer | None:
    """What she answered before the text changed: offered, never used by itself."""
    if found.decision.is_secret or len(found.decision.rounds) < 2:
        return None
    return _answer(session, found, found.decision.rounds[-2])


def asked_text(session: Session, found: DecisionHere) -> AskedText:
    """The version this round froze."""
    decision, asked = found.decision, found.round
    assert asked is not None
    first_photo = (
        select(Attachment.id)
        .where(
            Attachment.proposal_id == decision.proposal_id,
            Attachment.kind == AttachmentKind.PHOTO,
        )
        .order_by(Attachment.id)
        .limit(1)
        .scalar_subquery()
    )
    version, photo, told = session.execute(
        select(Version, Attachment, told_by(found.member))
        .outerjoin(Attachment, Attachment.id == first_photo)
        .where(Version.proposal_id == decision.proposal_id, Version.number == asked.version_number)
    ).one()
    return AskedText(version, photo, as_helps(found.member, told))


def option_photos(session: Session, decision: Decision) -> dict[str, Attachment]:
    """By option: the first photo of the proposal it stands for; mostly none stands for any."""
    keys = {option.proposal_id: option.key for option in decision.options if option.proposal_id}
    if not keys:
        return {}
    photos = session.scalars(
        select(Attachment)
        .where(Attachment.proposal_id.in_(keys), Attachment.kind == AttachmentKind.PHOTO)
        .order_by(Attachment.id.desc())
        .options(joinedload(Attachment.proposal))
    )
    return {keys[photo.proposal_id]: photo for photo in photos}


def helpers_of(session: Session, found: DecisionHere) -> dict[str, int | bool]:
    """How many offered to help, and whether she did; whatever anybody voted."""
    offers = HelpOffer.proposal_id == found.decision.proposal_id
    number, own = session.execute(
        select(
            select(func.count()).select_from(HelpOffer).where(offers).scalar_subquery(),
            select(func.count())
            .select_from(HelpOffer)
            .where(offers, HelpOffer.membership_id == found.member.id)
            .scalar_subquery(),
        )
    ).one()
    return {"helpers": number or 0, "is_helper": bool(own)}


def _answer(session: Session, found: DecisionHere, asked: Round) -> OwnAnswer | None:
    if found.entry is None:
        return None
    row = session.execute(
        select(OpenBallot.marks, Reason)
        .outerjoin(
            Reason,
            (Reason.round_id == OpenBallot.round_id) & (Reason.entry_id == OpenBallot.entry_id),
        )
        .where(OpenBallot.round_id == asked.id, OpenBallot.entry_id == found.entry.id)
    ).one_or_none()
    if row is None:
        return None
    marks, reason = row
    names = ("what_goes_wrong", "for_whom", "what_would_help")
    return OwnAnswer(marks, {name: getattr(reason, name) for name in names} if reason else {})
