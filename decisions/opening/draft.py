"""Opening a decision that was prepared as a draft: from then on nothing of it changes."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from communities.models import Community, Membership
from communities.rules.rules import Rules, keep_rules, rules_of
from decisions import proposals_together as compared
from decisions.counting.tally import election_for
from decisions.invitations.mail import invite_all
from decisions.log import append
from decisions.models import Decision, ExtendOn, Option, Phase, ResultsVisible, Secrecy
from decisions.opening.enrolling import enrol
from decisions.opening.freezing import open_round
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.values import Struct, field
from plumbing.web import Invalid, WrongMoment, slug_of
from plumbing.words.language import said
from proposals.models import Proposal
from voting import METHODS, InvalidSettings, Unusable, option_key, settings_of
from voting.counting import inspect
from voting.drawing import without_seed
from voting.settings import number_or_share

UNBOUND = Rules(methods=tuple(METHODS), min_days=1, max_days=1)
"""What a quick question keeps to: it binds nobody, so the community's rules do not bind it."""
MOST_OPTIONS = 40
"""What one can still compare on a phone."""
MOTION = "voorstel"
"""The id of the one option of a motion."""


class OptionDraft(Struct, frozen=True):
    """One option as it was filled in."""

    label: str
    description: str = ""
    cost_cents: int | None = None
    proposal_id: int | None = None


class Draft(Struct, frozen=True):
    """A decision as it was filled in."""

    title: str
    question: str
    method: str
    closes_at: datetime
    settings: dict[str, Any] = field(default_factory=dict)
    options: tuple[OptionDraft, ...] = ()
    """None for a motion: the proposal itself is then the one option."""
    secrecy: Secrecy = Secrecy.SECRET
    results_visible: ResultsVisible = ResultsVisible.AT_CLOSING
    extend_on: ExtendOn = ExtendOn.NEVER
    extend_days: int = 0
    early_closing: bool = False
    previous_id: int | None = None
    same_roll: bool = False
    """Only with `previous_id`: who could vote then, and nobody else."""
    second_quorum: str = ""
    articles: dict[str, str] = field(default_factory=dict)
    binds: bool = True
    """False for a quick question."""


def prepare(session: Session, proposal: Proposal, by: Membership, draft: Draft) -> Decision:
    """A decision that can still be changed or cancelled; raises Invalid by field.

    What was prepared on this proposal before is changed, so that there is never a second one.
    """
    settings = _checked(draft, _rules(session, proposal.community, binds=draft.binds))
    lock(session, proposal.community)
    decision = prepared(session, proposal) or _numbered(session, proposal, by)
    decision.slug = slug_of(draft.title)
    decision.title = draft.title.strip()
    decision.question = draft.question.strip()
    decision.method = draft.method
    decision.settings = settings
    decision.secrecy = draft.secrecy
    decision.results_visible = draft.results_visible
    decision.extend_on = draft.extend_on
    decision.extend_days = draft.extend_days if draft.extend_on is not ExtendOn.NEVER else 0
    decision.early_closing = draft.early_closing
    decision.binds = draft.binds
    decision.previous_id = draft.previous_id
    decision.same_roll = draft.same_roll and draft.previous_id is not None
    decision.second_quorum = draft.second_quorum
    decision.articles = draft.articles
    decision.closes_at = draft.closes_at.replace(second=0, microsecond=0)
    # Options keep their letters, so the old ones have to be gone before the new ones come.
    decision.options.clear()
    session.add(decision)
    session.flush()
    decision.options.extend(_options(draft))
    session.flush()
    _refuse_uncountable(decision)
    return decision


def prepared(session: Session, proposal: Proposal) -> Decision | None:
    """What was prepared on this proposal and is not open yet."""
    return session.scalars(
        select(Decision)
        .where(Decision.proposal_id == proposal.id, Decision.phase == Phase.PREPARED)
        .options(selectinload(Decision.options))
    ).first()


def open_decision(session: Session, decision: Decision, by: Membership) -> None:
    """Fix question, options, rule and roll under a fingerprint, and invite everyone.

    To a quick question nobody is invited by mail: it is asked of who is in the room.
    """
    lock(session, decision, "phase", "revision")
    if decision.phase is not Phase.PREPARED:
        raise WrongMoment(_("Dit besluit is al open. Je kunt het nu bekijken."))
    # What was prepared last week may by now be too short for the rules.
    rules = _rules(session, decision.community, binds=decision.binds)
    if wrong := wrong_closing(decision.closes_at, rules):
        raise Invalid(wrong)
    _refuse_uncountable(decision)
    decision.move_to(Phase.OPEN)
    decision.opened_at = now()
    compared.begin(session, decision)
    entries = enrol(session, decision)
    if not entries:
        raise Invalid({"": _("Er is nog niemand die mag stemmen. Nodig eerst mensen uit.")})
    if decision.binds:
        keep_rules(session, decision.community)
    opened = open_round(session, decision, 1, decision.closes_at)
    append(
        session,
        decision,
        "opened",
        {"round": 1, "fingerprint": opened.fingerprint, "roll": len(entries)},
        by,
    )
    if decision.binds:
        invite_all(session, decision, opened)


def _refuse_uncountable(decision: Decision) -> None:
    """Raises Invalid by field for what the count refuses: open, it could never be sealed."""
    try:
        inspect(election_for(decision, 0, []))
    except Unusable as wrong:
        raise Invalid({wrong.where.partition(" ")[0]: said(wrong.sentence)}) from wrong


def _rules(session: Session, community: Community, *, binds: bool) -> Rules:
    return rules_of(session, community) if binds else UNBOUND


def _numbered(session: Session, proposal: Proposal, by: Membership) -> Decision:
    community = proposal.community
    community.decision_count += 1
    return Decision(
        community=community,
        proposal=proposal,
        number=community.decision_count,
        phase=Phase.PREPARED,
        prepared_by=by,
        created_at=now(),
    )


def _options(draft: Draft) -> list[Option]:
    if not draft.options:
        return [Option(key=MOTION, position=0, label=draft.title.strip())]
    return [
        Option(
            key=option_key(place),
            position=place,
            label=option.label.strip(),
            description=option.description.strip(),
            cost_cents=option.cost_cents,
            proposal_id=option.proposal_id,
        )
        for place, option in enumerate(draft.options)
    ]


def _checked(draft: Draft, rules: Rules) -> dict[str, Any]:
    errors: dict[str, str] = {}
    settings: dict[str, Any] = {}
    if not draft.title.strip():
        errors["title"] = _("Geef het besluit een naam.")
    if not draft.question.strip():
        errors["question"] = _("Schrijf op wat je vraagt.")
    if draft.method not in METHODS or draft.method not in rules.methods:
        errors["method"] = _("Kies hoe jullie beslissen.")
    else:
        try:
            # Nobody says beforehand how the lot falls.
            agreed = without_seed(draft.settings)
            settings = settings_of(draft.method, agreed, max(1, len(draft.options)))
        except InvalidSettings as wrong:
            errors[wrong.field] = said(wrong.sentence)
        errors |= _wrong_options(draft) | _wrong_numbers(draft, settings)
    try:
        number_or_share("second_quorum", draft.second_quorum or 0)
    except InvalidSettings as wrong:
        errors[wrong.field] = said(wrong.sentence)
    errors |= _wrong_times(draft, rules) | _wrong_secrecy(draft)
    if errors:
        raise Invalid(errors)
    return settings


def _wrong_options(draft: Draft) -> dict[str, str]:
    method = METHODS[draft.method]
    labels = [option.label.strip() for option in draft.options]
    if method.one_option_only and labels:
        return {"options": _("Bij deze manier van beslissen is er één voorstel.")}
    if not method.one_option_is_a_motion and len(labels) < 2:
        return {"options": _("Schrijf minstens twee keuzes op.")}
    if len(labels) == 1:
        return {"options": _("Schrijf minstens twee keuzes op, of geen.")}
    if len(labels) > MOST_OPTIONS:
        return {"options": _("Er passen %(most)s keuzes op een stembriefje.", most=MOST_OPTIONS)}
    if not all(labels):
        return {"options": _("Geef elke keuze een naam.")}
    if len({label.casefold() for label in labels}) < len(labels):
        return {"options": _("Twee keuzes heten hetzelfde. Geef elke keuze een eigen naam.")}
    return {}


def _wrong_numbers(draft: Draft, settings: dict[str, Any]) -> dict[str, str]:
    """What cannot be with these options: more places than there are, or a plan that never fits."""
    count = len(draft.options)
    for name in ("winners", "seats"):
        if count and settings.get(name, 0) > count:
            few = ngettext("Er is maar %(num)d keuze.", "Er zijn maar %(num)d keuzes.", count)
            return {name: few}
    return _wrong_costs(draft, settings) if METHODS[draft.method].needs_costs else {}


def _wrong_costs(draft: Draft, settings: dict[str, Any]) -> dict[str, str]:
    for option in draft.options:
        if option.cost_cents is None:
            return {
                "options": _("Schrijf bij elke keuze op wat die kost. Kost het niets, vul 0 in.")
            }
        if settings and Fraction(option.cost_cents, 100) > Fraction(settings["budget"]):
            too_dear = _("“%(option)s” kost meer dan er te verdelen is.", option=option.label)
            return {"options": too_dear}
    return {}


def _wrong_times(draft: Draft, rules: Rules) -> dict[str, str]:
    if wrong := wrong_closing(draft.closes_at, rules):
        return wrong
    if draft.extend_on is not ExtendOn.NEVER and not 1 <= draft.extend_days <= 30:
        return {"extend_days": _("Verlengen kan met 1 tot 30 dagen.")}
    return {}


def wrong_closing(closes_at: datetime, rules: Rules) -> dict[str, str]:
    """What the community's rules have against this moment, by field."""
    if closes_at <= now():
        return {"closes_at": _("Kies een moment dat nog komt.")}
    if closes_at < now() + timedelta(days=rules.min_days - 1):
        return {
            "closes_at": ngettext(
                "Een besluit staat minstens %(num)d dag open.",
                "Een besluit staat minstens %(num)d dagen open.",
                rules.min_days,
            )
        }
    if closes_at > now() + timedelta(days=rules.max_days + 1):
        return {
            "closes_at": ngettext(
                "Een besluit staat hoogstens %(num)d dag open.",
                "Een besluit staat hoogstens %(num)d dagen open.",
                rules.max_days,
            )
        }
    return {}


def _wrong_secrecy(draft: Draft) -> dict[str, str]:
    early = draft.results_visible.is_early
    if draft.secrecy is Secrecy.SECRET:
        if early:
            return {"results_visible": _("Bij geheim stemmen komt de uitslag na de sluiting.")}
        if draft.method in METHODS and METHODS[draft.method].asks_reasons:
            return {"secrecy": _("Besluiten zonder bezwaar gaat met namen: het gaat om redenen.")}
        if draft.settings.get("threshold") == "unanimous":
            return {"secrecy": _("Als iedereen voor moet zijn, stem je met namen.")}
    if draft.early_closing and early:
        return {"early_closing": _("Eerder sluiten kan niet als de stand al te zien is.")}
    return {}
