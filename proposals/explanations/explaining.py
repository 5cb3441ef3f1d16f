"""Explaining a proposal to neighbours who read another language, or rather listen."""

from collections.abc import Collection

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.values import Struct
from plumbing.web import Invalid, WrongMoment
from proposals.fields import fitting, written
from proposals.languages import LANGUAGES
from proposals.models import Proposal
from proposals.phases import Step, allowed, what_now
from proposals.sound.sounds import keep
from proposals.voices import Explanation, Sound

LONGEST_EXPLANATION = 3000
MOST_EXPLANATIONS = 20


def explain(
    session: Session,
    proposal: Proposal,
    by: Membership,
    language: str,
    words: str = "",
    voice: bytes | None = None,
) -> Explanation:
    """Keep an explanation in words, in a voice or in both; raises Invalid by field."""
    if not allowed(proposal, Step.EXPLAIN):
        raise WrongMoment(what_now(proposal))
    if language not in LANGUAGES:
        raise Invalid({"language": _("Kies een taal uit de lijst.")})
    words = fitting(words, "words", LONGEST_EXPLANATION)
    if not words and voice is None:
        raise Invalid({"words": _("Schrijf iets op, of neem iets op.")})
    lock(session, proposal, "phase")
    kept = session.scalar(select(func.count()).where(Explanation.proposal_id == proposal.id))
    if (kept or 0) >= MOST_EXPLANATIONS:
        raise Invalid({"": _("Er staat al 20 keer uitleg bij. Haal er eerst een weg.")})
    explanation = Explanation(
        proposal=proposal,
        version_number=proposal.version_number,
        language=language,
        words=words,
        sound=keep(session, proposal, by, voice) if voice is not None else None,
        by=by,
        created_at=now(),
    )
    session.add(explanation)
    session.flush()
    return explanation


class Explained(Struct, frozen=True):
    """An explanation as a member reads or hears it."""

    id: int
    version_number: int
    language: str
    words: str
    sound_id: int | None
    by_id: int
    by_name: str


def explanations_of(session: Session, proposal: Proposal) -> tuple[Explained, ...]:
    """What can be read or heard, the newest first within a language."""
    rows = session.execute(
        select(
            Explanation.id,
            Explanation.version_number,
            Explanation.language,
            Explanation.words,
            Explanation.sound_id,
            Explanation.by_id,
            Membership.name,
        )
        .join(Membership, Membership.id == Explanation.by_id)
        .where(Explanation.proposal_id == proposal.id, Explanation.hidden_at.is_(None))
        .order_by(Explanation.language, Explanation.id.desc())
    )
    return tuple(Explained(*row) for row in rows)


def own_language_first(
    explanations: tuple[Explained, ...], language: str, wanted: Collection[str] = ()
) -> tuple[Explained, ...]:
    """In front what the reader wants explanation in, then what she reads; others as they were."""
    return tuple(
        sorted(
            explanations, key=lambda each: (each.language not in wanted, each.language != language)
        )
    )


def take_away(session: Session, explanation: Explanation) -> None:
    """Deletes an explanation, words and voice, for its maker."""
    sound_id = explanation.sound_id
    session.delete(explanation)
    session.flush()
    if sound_id is not None:
        session.delete(session.get_one(Sound, sound_id))
        session.flush()


def hide(session: Session, explanation: Explanation, by: Membership, reason: str) -> None:
    """Hides an explanation, with a reason that its maker reads."""
    explanation.hidden_because = written(
        reason, "reason", 300, _("Schrijf op waarom je dit verbergt.")
    )
    explanation.hidden_at = now()
    explanation.hidden_by_id = by.id
    session.flush()
