"""Writing a proposal, and putting it on the table."""

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from sqlalchemy.orm import Session

from communities.models import Community, Membership
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.database.sent_twice import sent_before
from plumbing.web import WrongMoment, slug_of
from proposals.fields import (
    TEXT_FIELDS,
    VERSION_FIELDS,
    ProposalFields,
    check,
    check_complete,
    clean,
)
from proposals.models import Kind, Phase, Proposal, Version
from proposals.phases import Step, allowed, what_now
from proposals.writing.touching import note_touched


def write_proposal(
    session: Session,
    community: Community,
    author: Membership,
    *,
    touches: Iterable[str] = (),
    must_agree: Iterable[str] = (),
    language: str = "nl",
    **fields: Unpack[ProposalFields],
) -> Proposal:
    """A draft that only its author sees; raises Invalid by field."""
    kind = fields.get("kind", Kind.PLAN)
    is_letter = kind is Kind.LETTER
    empty = dict.fromkeys(TEXT_FIELDS, "") | {"money_cents": None}
    text = clean({name: fields.get(name, empty[name]) for name in VERSION_FIELDS})
    addressee = fields.get("addressee", "").strip() if is_letter else ""
    check(text | {"kind": kind, "addressee": addressee})
    lock(session, community)
    community.proposal_count += 1
    proposal = Proposal(
        community=community,
        number=community.proposal_count,
        slug=slug_of(text["title"]),
        author=author,
        kind=kind,
        phase=Phase.DRAFT,
        title=text["title"],
        summary=text["summary"],
        language=language,
        addressee=addressee,
        answer_due=fields.get("answer_due") if is_letter else None,
        created_at=now(),
        versions=[Version(number=1, author=author, created_at=now(), **text)],
    )
    session.add(proposal)
    session.flush()
    for who in touches:
        note_touched(session, proposal, author, who)
    for who in must_agree:
        note_touched(session, proposal, author, who, must_agree=True)
    return proposal


def written_before(
    session: Session, community: Community, author: Membership, fields: Mapping[str, Any]
) -> Proposal | None:
    """The proposal, where the same author wrote the same text just before: she sent it twice."""
    text = clean({name: fields[name] for name in VERSION_FIELDS if name in fields})
    version = sent_before(session, author, Version, author=author, number=1, **text)
    proposal = session.get_one(Proposal, version.proposal_id) if version else None
    return proposal if proposal and proposal.community_id == community.id else None


def put_to_discussion(session: Session, proposal: Proposal) -> None:
    """Puts a draft on the table; raises Invalid where something is missing, or WrongMoment."""
    lock(session, proposal, "phase")
    if not allowed(proposal, Step.PUT_TO_DISCUSSION):
        raise WrongMoment(what_now(proposal))
    check_complete(proposal.versions[-1])
    proposal.phase = Phase.DISCUSSION
    proposal.discussed_since = now()


def text_of(version: Version) -> dict[str, object]:
    """The fields of a version, as a next one starts from."""
    return {name: getattr(version, name) for name in VERSION_FIELDS}
