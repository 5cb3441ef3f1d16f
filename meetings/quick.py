"""A quick question: one line for a room, counted like any decision, which binds nobody."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from communities.models import Community, Membership
from decisions.counting.verdicts import verdict_of
from decisions.models import Decision, Phase, ResultsVisible, Round
from decisions.opening.draft import Draft, OptionDraft, open_decision, prepare
from decisions.visibility import may_see_result
from decisions.votes import Participation
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.values import Struct
from plumbing.web import Invalid, WrongMoment
from proposals.models import Phase as ProposalPhase
from proposals.models import Proposal
from proposals.writing.writing import write_proposal

STAYS_OPEN = timedelta(hours=2)
LONGEST_QUESTION, LONGEST_OPTION, MOST_OPTIONS = 120, 36, 6
"""What fits the screen in letters that are read from the back of a hall."""
MOST_LISTED = 100


class QuickQuestion(Struct, frozen=True):
    """A quick question as it stands on their own list."""

    decision: Decision
    cast: int
    verdict: str
    """Empty before the result was shown."""


def ask_quickly(
    session: Session, community: Community, by: Membership, question: str, options: Sequence[str]
) -> Decision:
    """Open it at once: yes or no, or a choice of two to six; raises Invalid by field."""
    question = " ".join(question.split())
    labels = [" ".join(option.split()) for option in options if option.strip()]
    if wrong := _wrong(question, labels):
        raise Invalid(wrong)
    proposal = write_proposal(
        session, community, by, title=question, what=question, language=community.language
    )
    proposal.is_quick = True
    proposal.phase = ProposalPhase.DISCUSSION
    proposal.discussed_since = now()
    draft = Draft(
        title=question,
        question=question,
        method="majority",
        options=tuple(OptionDraft(label) for label in labels),
        closes_at=now() + STAYS_OPEN,
        results_visible=ResultsVisible.AT_REVEAL,
        early_closing=True,
        binds=False,
    )
    decision = prepare(session, proposal, by, draft)
    open_decision(session, decision, by)
    return decision


def propose(session: Session, decision: Decision) -> Proposal:
    """Make a real proposal of it, which goes the way of every other; the answer stays beside it."""
    proposal = decision.proposal
    lock(session, proposal, "phase", "is_quick")
    if not proposal.is_quick:
        raise WrongMoment(_("Dit is al een voorstel. Je kunt erover praten."))
    if not decision.is_over:
        raise WrongMoment(_("Sluit eerst de snelle vraag. Daarna wordt het een voorstel."))
    proposal.is_quick = False
    proposal.phase = ProposalPhase.DISCUSSION
    proposal.discussed_since = now()
    proposal.ready_at = None
    return proposal


def asked_in(session: Session, community: Community) -> list[QuickQuestion]:
    """The quick questions of a community, the newest in front."""
    cast = (
        select(func.count())
        .where(Participation.round_id == Round.id)
        .correlate(Round)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Decision, Round.result, cast)
        .join(Round, Round.decision_id == Decision.id)
        .where(
            Decision.community_id == community.id,
            Decision.binds.is_(False),
            Decision.phase.in_([Phase.OPEN, Phase.CLOSED]),
        )
        .order_by(Decision.number.desc())
        .limit(MOST_LISTED)
        .options(joinedload(Decision.proposal), selectinload(Decision.options))
    )
    return [
        QuickQuestion(
            decision, cast, verdict_of(decision, kept) if may_see_result(decision, None) else ""
        )
        for decision, kept, cast in rows
    ]


def _wrong(question: str, labels: Sequence[str]) -> dict[str, str]:
    wrong = {}
    if not question:
        wrong["question"] = _("Schrijf op wat je vraagt.")
    elif len(question) > LONGEST_QUESTION:
        wrong["question"] = _(
            "Een snelle vraag past op één regel: hoogstens %(number)s letters.",
            number=LONGEST_QUESTION,
        )
    if len(labels) == 1:
        wrong["options"] = _("Schrijf minstens twee keuzes op, of geen. Dan is het ja of nee.")
    elif len(labels) > MOST_OPTIONS:
        wrong["options"] = _("Er passen %(number)s keuzes op het scherm.", number=MOST_OPTIONS)
    elif any(len(label) > LONGEST_OPTION for label in labels):
        wrong["options"] = _("Een keuze heeft hoogstens %(number)s letters.", number=LONGEST_OPTION)
    elif len({label.casefold() for label in labels}) < len(labels):
        wrong["options"] = _("Twee keuzes heten hetzelfde. Geef elke keuze een eigen naam.")
    return wrong
