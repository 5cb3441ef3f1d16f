"""Proposal pages: the list, and the page of one."""

from flask import render_template, request
from sqlalchemy import ScalarSelect, Select, case, func, select
from sqlalchemy.orm import joinedload

from communities.access import Here, community_for
from communities.models import Visibility
from communities.permissions import Action
from communities.rules.rules import Rules, rules_of
from plumbing.database.session import db
from plumbing.values import Struct, field
from proposals.access import ProposalHere, may_propose, proposal_for
from proposals.blueprint import address, pages
from proposals.models import Phase, Proposal
from proposals.page.showing import everything_about
from proposals.phases import Step
from proposals.readiness.readiness import readiness, waiting_remarks
from proposals.threads import Contribution
from proposals.words import FILTERS, stage_words

PER_PAGE = 20
LIVING_FIRST = {Phase.DRAFT: 0, Phase.DECISION: 0, Phase.DISCUSSION: 0, Phase.DECIDED: 1}


class Wrong(Struct, frozen=True):
    """A form on the page that could not be taken, and why."""

    form: str
    errors: dict[str, str] = field(default_factory=dict)


@pages.get("")
def index(slug: str) -> str:
    here = community_for(slug)
    chosen = request.args.get("fase", "")
    query = _visible(here, chosen if chosen in FILTERS else "")
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    last = max(1, -(-total // PER_PAGE))
    page = min(max(1, request.args.get("bladzijde", 1, int)), last)
    rules = rules_of(db.session, here.community)
    rows = db.session.execute(
        query.add_columns(_number_said(), waiting_remarks())
        .options(joinedload(Proposal.author))
        .order_by(case(LIVING_FIRST, value=Proposal.phase, else_=2), Proposal.number.desc())
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE)
    )
    return render_template(
        "proposals/page/index.html",
        may_propose=may_propose(here, rules),
        rows=[
            (proposal, said, stage_words(proposal, is_ready=_is_ready(proposal, rules, waiting)))
            for proposal, said, waiting in rows
        ],
        filters=FILTERS,
        chosen=chosen,
        total=total,
        page=page,
        last=last,
    )


@pages.get("/<numbered:number>")
def show(slug: str, number: int) -> str:
    return page_of(proposal_for(slug, number))


def page_of(found: ProposalHere, wrong: Wrong | None = None) -> str:
    """The page of a proposal; with what was typed, where a form could not be taken."""
    community = found.community
    is_public = community.visibility is Visibility.PUBLIC
    return render_template(
        "proposals/page/show.html",
        found=found,
        proposal=found.proposal,
        stage=found.stage,
        wrong=wrong,
        may=lambda action, step: found.may_now(Action(action), Step(step)),
        address=lambda endpoint="proposals.show", **values: address(found, endpoint, **values),
        robots="index" if is_public and community.indexable else "noindex",
        **everything_about(found),
    )


def refused(found: ProposalHere, form: str, errors: dict[str, str]) -> tuple[str, int]:
    """The same page again, with what is wrong beside the form it is wrong in."""
    return page_of(found, Wrong(form, errors)), 422


def _visible(here: Here, chosen: str) -> Select[Proposal]:
    query = select(Proposal).where(
        Proposal.community_id == here.community.id, Proposal.is_quick.is_(False)
    )
    is_own = Proposal.author_id == (here.membership.id if here.membership else -1)
    was_shown = (Proposal.phase != Phase.DRAFT) & (
        (Proposal.phase != Phase.WITHDRAWN) | Proposal.discussed_since.is_not(None)
    )
    query = query.where(was_shown | is_own)
    return FILTERS[chosen].narrow(query) if chosen else query


def _is_ready(proposal: Proposal, rules: Rules, waiting: int) -> bool:
    return readiness(proposal, rules, 0, waiting).is_ready


def _number_said() -> ScalarSelect[int]:
    return (
        select(func.count())
        .where(Contribution.proposal_id == Proposal.id, Contribution.hidden_at.is_(None))
        .correlate(Proposal)
        .scalar_subquery()
    )
