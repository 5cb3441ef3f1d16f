"""Showing a proposal: everything its page needs, in a fixed number of queries."""

from typing import Any

from communities.permissions import Action
from communities.rules.rules import rules_of
from communities.what_helps import Helps, what_helps
from plumbing.database.session import db
from plumbing.words.language import language
from proposals.access import ProposalHere
from proposals.acts import acts_of, open_until
from proposals.explanations.explaining import explanations_of, own_language_first
from proposals.loading import hanging_on, remarks_on, sides_of, touched_by
from proposals.models import (
    AttachmentKind,
    Phase,
    Proposal,
    Touched,
    TouchedStatus,
    Version,
)
from proposals.phases import Stage, Step
from proposals.readiness.readiness import Readiness, readiness
from proposals.readiness.stances import StanceKind, Stances, stances
from proposals.talk.conversation import Said, Thread, conversation
from proposals.talk.sides import is_closed_to, may_approve, may_write
from proposals.threads import SideOf, ThreadKind
from proposals.words import KINDS, stage_words
from proposals.writing.differences import differences

FIRST = 12
"""So many threads stand on the page itself; the rest one touch away."""


def everything_about(found: ProposalHere) -> dict[str, Any]:
    """The values of the page's template; a visitor gets no threads and no names."""
    proposal = found.proposal
    touched = touched_by(proposal)
    attachments, decision, prepared = hanging_on(proposal)
    latest, previous = _last_two(proposal)
    changed = differences(previous, latest) if previous else ()
    shown = {
        "latest": latest,
        "previous": previous,
        "changed": [each for each in changed if each.is_changed and found.reads(each.field)],
        "touched": [row for row in touched if not row.must_agree],
        "must_agree": [row for row in touched if row.must_agree],
        "photos": [each for each in attachments if each.kind is AttachmentKind.PHOTO],
        "documents": [each for each in attachments if each.kind is AttachmentKind.DOCUMENT],
        "decision": decision,
        "prepared": prepared if found.may(Action.OPEN_DECISION) else None,
        "stances": stances(db.session, proposal),
        "helps": Helps(),
        "explanations": (),
        "threads": (),
        "credit": None,
        "sides": {},
        "ready": None,
        "acts": acts_of(db.session, found),
        "open_until": open_until(decision),
        "kinds": KINDS,
    }
    if found.membership is not None and proposal.phase is not Phase.DRAFT:
        shown |= _for_members(found, latest, touched, shown["stances"])
    return shown


def _for_members(
    found: ProposalHere, latest: Version, touched: list[Touched], stood: Stances
) -> dict[str, Any]:
    proposal, member = found.proposal, found.member
    threads = conversation(db.session, proposal, member)
    sides = {side.side: side for side in sides_of(proposal)}
    stands = _stands(found, threads, stood)
    helps = what_helps(db.session, member)
    return {
        "helps": helps,
        "explanations": own_language_first(
            explanations_of(db.session, proposal), language(), helps.languages
        ),
        "threads": threads[:FIRST],
        "thread_count": len(threads),
        "credit": _credit(threads, latest),
        "sides": sides,
        "approvable": {
            side: found.may_now(Action.REACT, Step.WRITE_SIDE) and may_approve(row, member, stands)
            for side, row in sides.items()
        },
        "writable": {
            side
            for side in SideOf
            if found.may_now(Action.CONTRIBUTE, Step.WRITE_SIDE)
            and may_write(side, stands)
            and not (side in sides and is_closed_to(sides[side], member))
        },
        "is_backer": stood.has(StanceKind.BACKS, member),
        "is_helper": stood.has(StanceKind.HELPS, member),
        **_towards_a_decision(found, threads, touched, stood),
    }


def _towards_a_decision(
    found: ProposalHere, threads: tuple[Thread, ...], touched: list[Touched], stood: Stances
) -> dict[str, Any]:
    if found.stage not in (Stage.DISCUSSION, Stage.FAIRNESS, Stage.STARTING):
        return {}
    rules = rules_of(db.session, found.community)
    remarks = remarks_on(found.proposal) if found.stage is Stage.FAIRNESS else []
    ready: Readiness = readiness(
        found.proposal,
        rules,
        len(stood.backers),
        sum(remark.answered_at is None for remark in remarks),
    )
    return {
        "ready": ready,
        "rules": rules,
        "remarks": remarks,
        "open_questions": sum(thread.is_open_question for thread in threads),
        "unspoken": sum(
            row.status in (TouchedStatus.UNSPOKEN, TouchedStatus.ASKED) and not row.must_agree
            for row in touched
        ),
        "still_to_agree": sum(
            row.must_agree and row.status is not TouchedStatus.AGREED for row in touched
        ),
        "heading": stage_words(found.proposal, is_ready=ready.is_ready),
        "may_open": ready.is_ready and found.may(Action.OPEN_DECISION),
        "remarks_now": ready.takes_remarks
        and found.may_now(Action.REMARK_ON_FAIRNESS, Step.REMARK_ON_FAIRNESS),
        "backs_now": bool(rules.backers)
        and not found.is_author
        and found.may_now(Action.REACT, Step.BACK),
        "starts_now": not stood.objectors
        and found.may_now(Action.START_AT_ONCE, Step.START_AT_ONCE),
    }


def _last_two(proposal: Proposal) -> tuple[Version, Version | None]:
    versions = proposal.versions
    return versions[-1], versions[-2] if len(versions) > 1 else None


def _credit(threads: tuple[Thread, ...], latest: Version) -> Said | None:
    return next(
        (
            thread.start
            for thread in threads
            if thread.start.contribution.id == latest.credit_id and not thread.start.is_hidden
        ),
        None,
    )


def _stands(found: ProposalHere, threads: tuple[Thread, ...], stood: Stances) -> frozenset[SideOf]:
    sides = set()
    if found.is_author or stood.has(StanceKind.HELPS, found.member):
        sides.add(SideOf.FOR)
    if stood.has(StanceKind.OBJECTS, found.member) or any(
        thread.start.contribution.kind is ThreadKind.WORRY
        and not thread.start.is_hidden
        and (thread.start.is_own or thread.start.is_mine_too)
        for thread in threads
    ):
        sides.add(SideOf.AGAINST)
    return frozenset(sides)
