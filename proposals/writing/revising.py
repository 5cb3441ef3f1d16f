"""Revising the text of a proposal: the old version stays, a new one follows."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import Invalid, WrongMoment, slug_of
from proposals.fields import VERSION_FIELDS, check, clean, written
from proposals.guards import ask_first
from proposals.models import Backing, Kind, Phase, Proposal, StartObjection, Version
from proposals.phases import Stage, Step, allowed, stage_of, what_now
from proposals.readiness.fairness import settle_by_new_text
from proposals.threads import Contribution
from proposals.writing.writing import text_of


def revise(
    session: Session,
    proposal: Proposal,
    author: Membership,
    changes: Mapping[str, Any],
    because: str = "",
    credit: Contribution | None = None,
) -> Version:
    """A new version with these changes; a draft, which nobody read, stays at version 1."""
    _lock(session, proposal)
    if not allowed(proposal, Step.WRITE):
        raise WrongMoment(what_now(proposal))
    text = _changed(proposal, changes)
    if stage_of(proposal) is Stage.DRAFT:
        return _rewrite(proposal, text, changes)
    _refuse_the_same(proposal, text, changes)
    ask_first(session, proposal, Step.WRITE)
    if credit is None:
        because = written(because, "because", 500, _("Schrijf op waarom je de tekst verandert."))
    version = _follow(session, proposal, author, text, because.strip(), credit)
    _address(proposal, changes)
    settle_by_new_text(session, proposal)
    return version


def take_up_again(
    session: Session,
    proposal: Proposal,
    author: Membership,
    changes: Mapping[str, Any],
    because: str,
) -> Version:
    """Put a decided proposal on the table again, as a new version."""
    _lock(session, proposal)
    if not allowed(proposal, Step.TAKE_UP_AGAIN):
        raise WrongMoment(what_now(proposal))
    because = written(because, "because", 500, _("Schrijf op waarom je dit opnieuw voorstelt."))
    text = _changed(proposal, changes)
    _refuse_the_same(proposal, text, changes)
    version = _follow(session, proposal, author, text, because, None)
    _address(proposal, changes)
    proposal.phase = Phase.DISCUSSION
    proposal.discussed_since = now()
    proposal.ready_at = proposal.starting_at = None
    for stance in (Backing, StartObjection):
        session.execute(delete(stance).where(stance.proposal_id == proposal.id))
    return version


def _lock(session: Session, proposal: Proposal) -> None:
    lock(session, proposal, "phase", "version_number")


def _changed(proposal: Proposal, changes: Mapping[str, Any]) -> dict[str, Any]:
    before = text_of(proposal.versions[-1])
    text = before | clean({name: changes[name] for name in VERSION_FIELDS if name in changes})
    # A draft may still become another kind, which is looked at where it is rewritten.
    kind = Kind.PLAN if stage_of(proposal) is Stage.DRAFT else proposal.kind
    check(text | {"kind": kind} | _letter(proposal, changes))
    return text


def _refuse_the_same(proposal: Proposal, text: dict[str, Any], changes: Mapping[str, Any]) -> None:
    before = {"addressee": proposal.addressee, "answer_due": proposal.answer_due}
    if text == text_of(proposal.versions[-1]) and _letter(proposal, changes) == before:
        raise Invalid({"": _("Er is niets veranderd. Verander eerst de tekst.")})


def _letter(proposal: Proposal, changes: Mapping[str, Any]) -> dict[str, Any]:
    """To whom it is and by when an answer is due; only a letter that is talked about changes it."""
    before = {"addressee": proposal.addressee, "answer_due": proposal.answer_due}
    if proposal.kind is not Kind.LETTER or stage_of(proposal) is Stage.DECISION:
        return before
    return clean({name: changes.get(name, value) for name, value in before.items()})


def _address(proposal: Proposal, changes: Mapping[str, Any]) -> None:
    letter = _letter(proposal, changes)
    proposal.addressee, proposal.answer_due = letter["addressee"], letter["answer_due"]


def _rewrite(proposal: Proposal, text: dict[str, Any], changes: Mapping[str, Any]) -> Version:
    proposal.kind = changes.get("kind", proposal.kind)
    is_letter = proposal.kind is Kind.LETTER
    proposal.addressee = changes.get("addressee", proposal.addressee).strip() if is_letter else ""
    proposal.answer_due = changes.get("answer_due", proposal.answer_due) if is_letter else None
    check(text | {"kind": proposal.kind, "addressee": proposal.addressee})
    version = proposal.versions[-1]
    for name, value in text.items():
        setattr(version, name, value)
    version.created_at = now()
    _name(proposal, version)
    return version


def _follow(
    session: Session,
    proposal: Proposal,
    author: Membership,
    text: dict[str, Any],
    because: str,
    credit: Contribution | None,
) -> Version:
    proposal.version_number += 1
    version = Version(
        number=proposal.version_number,
        author=author,
        changed_because=because,
        credit_id=credit.id if credit else None,
        created_at=now(),
        **text,
    )
    proposal.versions.append(version)
    _name(proposal, version)
    if credit is not None:
        credit.taken_over_in = version.number
    session.flush()
    return version


def _name(proposal: Proposal, version: Version) -> None:
    proposal.title, proposal.summary = version.title, version.summary
    proposal.slug = slug_of(version.title)
