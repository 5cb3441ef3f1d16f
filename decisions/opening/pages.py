"""Opening pages: the method, the form, and opening what was prepared."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.permissions import Action
from communities.rules.rules import Rules, rules_of
from decisions.access import decision_for
from decisions.addresses import DECISION, pages
from decisions.methods.advice import QUESTIONS, advise, answered
from decisions.methods.examples import by_purpose
from decisions.models import Decision, Phase
from decisions.opening.defaults import again, of_decision, proposed
from decisions.opening.draft import MOST_OPTIONS, open_decision, prepare, prepared
from decisions.opening.enrolling import roll_now
from decisions.opening.follow_up import can_follow, follow_up
from decisions.opening.form import Filled, draft_of, read, row_of
from decisions.opening.presets import LISTED, PRESETS, Preset, filled_by
from decisions.opening.review import summary
from plumbing.database.session import db
from plumbing.web import Page, WrongMoment, transaction
from proposals.access import ProposalHere, proposal_for
from proposals.models import Phase as ProposalPhase
from proposals.models import Proposal
from proposals.phases import Step
from proposals.readiness.readiness import readiness, readiness_of, waiting_remarks
from voting import METHODS

PREPARING = "/voorstellen/<numbered:number>/besluit"
FEWEST_ROWS = 3


@pages.get(PREPARING)
def new(slug: str, number: int) -> Page:
    """First the method, then its form with the community's own defaults."""
    found = proposal_for(slug, number, Action.OPEN_DECISION, Step.OPEN_DECISION)
    rules = rules_of(db.session, found.community)
    ready = readiness_of(db.session, found.proposal, rules)
    if not ready.is_ready:
        return render_template("decisions/opening/not_ready.html", found=found, ready=ready)
    preset = PRESETS.get(request.args.get("vorm", ""))
    method = preset.method if preset else request.args.get("manier", "")
    before = prepared(db.session, found.proposal)
    if before is not None and preset is None and method in ("", before.method):
        return _form(found, of_decision(before), rules)
    if method not in METHODS or method not in rules.methods:
        return _choice(found, rules)
    roll = roll_now(db.session, found.community.id)
    filled = proposed(found.proposal, method, rules, roll)
    if preset is not None:
        return _form(found, filled_by(preset, filled), rules, roll, preset=preset)
    filled = again(filled, previous_of(db.session, found.proposal))
    return _form(found, filled, rules, roll)


@pages.post(PREPARING)
def keep(slug: str, number: int) -> Page:
    """Keep what was filled in as a prepared decision, to look at once more before opening."""
    found = proposal_for(slug, number, Action.OPEN_DECISION, Step.OPEN_DECISION)
    rules = rules_of(db.session, found.community)
    filled = read(request.form)
    if filled.method not in METHODS:
        return _choice(found, rules, {"method": _("Kies hoe jullie beslissen.")}), 422
    if request.form.get("more_options"):
        if len(filled.options) < MOST_OPTIONS:
            filled.options.append(row_of())
        return _form(found, filled, rules)
    _add_chosen(found, filled, rules)
    previous = previous_of(db.session, found.proposal)
    kept = previous.rounds[-1].result if previous and previous.rounds else None
    filled.same_roll = filled.same_roll and bool(previous and kept and can_follow(previous, kept))
    with transaction(lambda errors: _form(found, filled, rules, errors=errors)):
        draft = draft_of(filled, found.proposal, previous.id if previous else None)
        decision = prepare(db.session, found.proposal, found.member, draft)
    return redirect(url_for(".show", slug=slug, number=decision), 303)


@pages.post(f"{DECISION}/opening")
def opening(slug: str, number: int) -> Page:
    """Open what was prepared, if the proposal is ready; else say what must still happen."""
    found = decision_for(slug, number, Action.OPEN_DECISION)
    proposal = found.decision.proposal
    ready = readiness_of(db.session, proposal, rules_of(db.session, found.community))
    if not ready.is_ready:
        here = proposal_for(slug, proposal.number)
        return render_template("decisions/opening/not_ready.html", found=here, ready=ready), 409
    with transaction(lambda errors: summary(found, errors)):
        open_decision(db.session, found.decision, found.member)
    return redirect(url_for(".show", slug=slug, number=found.decision), 303)


def previous_of(session: Session, proposal: Proposal) -> Decision | None:
    """The newest decision on this proposal that was counted; a quick question decided nothing."""
    return session.scalars(
        select(Decision)
        .where(
            Decision.proposal_id == proposal.id,
            Decision.binds,
            Decision.phase.in_([Phase.CLOSED, Phase.RECORDED]),
        )
        .order_by(Decision.number.desc())
        .limit(1)
    ).first()


def _choice(found: ProposalHere, rules: Rules, errors: dict[str, str] | None = None) -> str:
    answers = answered(request.args)
    return render_template(
        "decisions/opening/choose_method.html",
        found=found,
        questions=QUESTIONS,
        answers=request.args,
        advice=advise(answers) if answers else None,
        presets=[
            preset for preset in LISTED if preset.on_the_list and preset.method in rules.methods
        ],
        groups=by_purpose([key for key in METHODS if key in rules.methods]),
        allowed=rules.methods,
        errors=errors or {},
    )


def _form(
    found: ProposalHere,
    filled: Filled,
    rules: Rules,
    roll: int | None = None,
    errors: dict[str, str] | None = None,
    preset: Preset | None = None,
) -> str:
    _fill_up(filled)
    return render_template(
        "decisions/opening/new.html",
        found=found,
        filled=filled,
        preset=preset,
        others=_others(found, rules),
        roll=roll_now(db.session, found.community.id) if roll is None else roll,
        errors=errors or {},
    )


def _fill_up(filled: Filled) -> None:
    # A few empty rows invite; the engine leaves out what stays empty.
    while len(filled.options) < FEWEST_ROWS:
        filled.options.append(row_of())


def _others(found: ProposalHere, rules: Rules) -> Sequence[Proposal]:
    """Other proposals that can be an option beside this one: ready to be decided on themselves."""
    rows = db.session.execute(
        select(Proposal, waiting_remarks())
        .where(
            Proposal.community_id == found.community.id,
            Proposal.phase == ProposalPhase.DISCUSSION,
            Proposal.is_quick.is_(False),
            Proposal.id != found.proposal.id,
        )
        .order_by(Proposal.number.desc())
        .limit(MOST_OPTIONS)
    )
    return [
        proposal for proposal, waiting in rows if readiness(proposal, rules, 0, waiting).is_ready
    ]


def _add_chosen(found: ProposalHere, filled: Filled, rules: Rules) -> None:
    """The proposals that were ticked become options, with this one in front."""
    known = {str(proposal.id): proposal for proposal in [found.proposal, *_others(found, rules)]}
    for row in filled.options:
        row["of"] = row["of"] if row["of"] in known else ""
    have = {row["of"] for row in filled.options}
    ticked = [of for of in request.form.getlist("other") if of in known and of not in have]
    if ticked and str(found.proposal.id) not in have:
        ticked.insert(0, str(found.proposal.id))
    added = [row_of(known[of].title, known[of].summary[:600], of=of) for of in ticked]
    filled.options = added + [row for row in filled.options if any(row.values())]


@pages.post(f"{DECISION}/vervolg")
def following(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.FOLLOW_UP)
    with transaction(_not_now):
        next_one = follow_up(db.session, found.decision, found.member)
    return redirect(url_for(".show", slug=slug, number=next_one), 303)


def _not_now(errors: dict[str, str]) -> Page:
    """What was agreed for afterwards may by now be against the rules, or ask for more options."""
    raise WrongMoment(" ".join(errors.values()))
