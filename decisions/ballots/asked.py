"""What a ballot asks about: the text of the round, what helps her, and what was said about it."""

from functools import cache

from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from communities.models import Membership
from communities.permissions import Action
from communities.what_helps import Helps, as_helps, told_by
from decisions.here import DecisionHere
from decisions.models import Decision
from plumbing.database.session import db
from plumbing.values import Struct
from proposals.markdown import plain
from proposals.models import Attachment, AttachmentKind, HelpOffer, Version
from proposals.threads import Also, Contribution, ThreadKind

MOST_SAID = 3


LONGEST_SAID = 240


class Quote(Struct, frozen=True):
    """What somebody said in the talk, with the name that may stand under it."""

    words: str
    by: str
    language: str


def said_in_talk(session: Session, found: DecisionHere) -> list[Quote]:
    """Worries and experiences that most people share, for who may read the talk."""
    if not found.may(Action.READ_THREADS):
        return []
    proposal_id = found.decision.proposal_id
    rows = db.cached(
        ("said", proposal_id),
        lambda: session.execute(_most_shared(), {"proposal_id": proposal_id}).all(),
    )
    return [Quote(_short(body), by or _("een buurtgenoot"), said_in) for body, by, said_in in rows]


@cache
def _most_shared() -> Select[str, str, str]:
    author = aliased(Membership)
    # Who is known to have said it is named only with her consent: then her name is written down.
    by = case((Contribution.on_behalf, Contribution.speaker_name), else_=author.name)
    shared = (
        select(func.count())
        .where(Also.contribution_id == Contribution.id)
        .correlate(Contribution)
        .scalar_subquery()
    )
    return (
        select(Contribution.body, by, Contribution.language)
        .join(author, Contribution.author_id == author.id)
        .where(
            Contribution.proposal_id == bindparam("proposal_id"),
            Contribution.kind.in_([ThreadKind.WORRY, ThreadKind.EXPERIENCE]),
            Contribution.hidden_at.is_(None),
            # A voice that nobody wrote down yet is heard where it was said.
            Contribution.body != "",
        )
        .order_by(shared.desc(), Contribution.id)
        .limit(MOST_SAID)
    )


def _short(body: str) -> str:
    words = plain(body)
    if len(words) <= LONGEST_SAID:
        return words
    return words[:LONGEST_SAID].rpartition(" ")[0] + " …"


class AskedText(Struct, frozen=True):
    """The text that a round asks about, the proposal's first photo, and what helps her with it."""

    version: Version
    photo: Attachment | None
    helps: Helps


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
