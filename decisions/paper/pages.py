"""Voting on paper: printing ballots, the list to give them out by, and reading what came in."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from communities.permissions import Action
from communities.places import places_of
from decisions.access import decision_for
from decisions.addresses import DECISION
from decisions.ballots.formal_refusals import addressed
from decisions.ballots.marks import NothingChosen, filled_in, marks_of
from decisions.counting.paper_pile import FEW_PAPERS, papers_of, pile_of
from decisions.counting.tally import roll_size
from decisions.here import DecisionHere
from decisions.paper import double_reading
from decisions.paper import handed_in as handing
from decisions.paper.double_reading import Reading, ReadingState, state_of, waits_for
from decisions.paper.pdf import BallotLayout, pdf_of
from decisions.paper.printing import (
    PaperReceivers,
    PrintedBallot,
    hand_in_before,
    languages_beside,
    with_a_name,
    without_a_name,
    without_mail,
)
from decisions.paper.sheet import sheet_in
from decisions.paper.street_list import RollPart, by_street, everybody
from decisions.paper_ballots import PaperBallot
from decisions.roll import RollEntry
from decisions.votes import Reason
from plumbing.clock import now
from plumbing.database.session import db
from plumbing.security import keep_nowhere
from plumbing.web import Page, WrongMoment, slug_of, transaction
from plumbing.words.language import LANGUAGES, language, said
from voting import METHODS, InvalidBallot

pages = Blueprint("papers", __name__, url_prefix="/g/<slug>")
pages.after_request(keep_nowhere)

PAPER = f"{DECISION}/papier"
LIST = f"{PAPER}/lijst"
READING = f"{PAPER}/nummers/<int:paper>"
SPOILT = "spoilt"
Step = Callable[[DecisionHere, RollEntry], None]


@pages.get(PAPER)
def show(slug: str, number: int) -> Page:
    """How far the papers are; with a number in the address, on to reading that one."""
    found = _here(slug, number)
    asked = request.args.get("nummer", 0, type=int)
    if asked > 0:
        return redirect(url_for(".read", slug=slug, number=found.decision, paper=asked), 303)
    return _overview(found, {})


@pages.post(PAPER)
def print_ballots(slug: str, number: int) -> Page:
    """The ballots as a file, each with a number of its own."""
    found = _here(slug, number)
    form = request.form
    layout, whom = (
        form.get("layout", BallotLayout.PAIRS),
        form.get("whom", PaperReceivers.WITHOUT_MAIL),
    )
    if layout not in list(BallotLayout) or whom not in list(PaperReceivers):
        abort(422)
    with transaction(lambda errors: _overview(_here(slug, number), errors)):
        hand_in_before(db.session, found.decision, form.get("hours", 0, type=int))
        papers, beside = _papers(found, PaperReceivers(whom))
        made = pdf_of(
            found.decision,
            papers,
            beside,
            places_of(db.session, found.community),
            BallotLayout(layout),
            roll_size(db.session, found.decision),
            now(),
        )
    response = Response(made, mimetype="application/pdf")
    name = f"{slug_of(_('stembriefjes'))}-{slug}-{found.decision.number}-{now():%Y-%m-%d}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@pages.get(LIST)
def people(slug: str, number: int) -> Page:
    """The roll by street, to give out by and to print."""
    found = _here(slug, number)
    asked = request.args.get("wie", RollPart.ALL)
    part = RollPart(asked) if asked in list(RollPart) else RollPart.ALL
    everyone = everybody(db.session, found.decision)
    return render_template(
        "decisions/paper/street_list.html",
        found=found,
        decision=found.decision,
        part=part,
        round_number=found.decision.rounds[-1].number,
        parts=[(each, sum(one.is_in(each) for one in everyone)) for each in RollPart],
        streets=by_street([one for one in everyone if one.is_in(part)]),
    )


@pages.post(f"{LIST}/<int:entry_id>/papier")
def giving(slug: str, number: int, entry_id: int) -> Page:
    """Notes that she got a paper, or none after all."""
    if "undo" in request.form:
        return _mark(
            slug,
            number,
            entry_id,
            lambda found, entry: handing.take_back(db.session, found.decision, entry),
        )
    return _mark(
        slug,
        number,
        entry_id,
        lambda found, entry: handing.give(db.session, found.decision, entry, found.member),
    )


@pages.post(f"{LIST}/<int:entry_id>/ingeleverd")
def handing_in(slug: str, number: int, entry_id: int) -> Page:
    """Notes that her paper came in, or was not hers."""
    act = handing.hand_back if "undo" in request.form else handing.hand_in
    return _mark(
        slug, number, entry_id, lambda found, entry: act(db.session, found.decision, entry)
    )


@pages.get(READING)
def read(slug: str, number: int, paper: int) -> Page:
    """The form for what one paper says; never what somebody else read on it."""
    found = decision_for(slug, number, Action.READ_PAPER)
    return _reading(found, paper, {})


@pages.post(READING)
def enter(slug: str, number: int, paper: int) -> Page:
    """Keeps one reading; with the second the paper counts, or both read it again."""
    found = decision_for(slug, number, Action.READ_PAPER)
    entry = double_reading.entry_of(db.session, found.decision, paper)
    try:
        _refuse_earlier(found)
        state = double_reading.enter(db.session, found, paper, _typed(found), entry)
    except (InvalidBallot, NothingChosen, WrongMoment) as wrong:
        db.session.rollback()
        again = decision_for(slug, number, Action.READ_PAPER)
        status = 409 if isinstance(wrong, WrongMoment) else 422
        return _reading(again, paper, {"": _sentence(wrong)}), status
    db.session.commit()
    flash(_what_now(state, paper), "attention" if state is ReadingState.AGAIN else "message")
    return redirect(url_for(".show", slug=slug, number=found.decision), 303)


@pages.post(f"{READING}/opnieuw")
def start_over(slug: str, number: int, paper: int) -> Page:
    """Two others read this paper from the start."""
    found = decision_for(slug, number, Action.READ_PAPER)
    with transaction():
        double_reading.start_over(db.session, found.decision, paper)
    flash(_("Nummer %(number)s is weer nieuw. Twee mensen lezen het opnieuw.", number=paper))
    return redirect(url_for(".show", slug=slug, number=found.decision), 303)


def _here(slug: str, number: int) -> DecisionHere:
    return decision_for(slug, number, Action.HANDLE_PAPER)


def _papers(found: DecisionHere, whom: PaperReceivers) -> tuple[list[PrintedBallot], list[str]]:
    decision, form = found.decision, request.form
    if not decision.is_secret:
        entry_id = form.get("entry", 0, type=int)
        return with_a_name(db.session, decision, found.member, whom, entry_id), []
    offered = languages_beside(db.session, decision)
    beside = [each for each in offered if each in form.getlist("languages")]
    how_many = form.get("how_many", 0, type=int)
    return without_a_name(db.session, decision, found.member, how_many), beside


def _mark(slug: str, number: int, entry_id: int, act: Step) -> Page:
    found = _here(slug, number)
    entry = db.session.get(RollEntry, entry_id)
    if entry is None or entry.decision_id != found.decision.id:
        abort(404)
    with transaction():
        act(found, entry)
    part = request.form.get("wie", "")
    return redirect(
        url_for(
            ".people",
            slug=slug,
            number=found.decision,
            wie=part if part in list(RollPart) and part != RollPart.ALL else None,
            _anchor=f"entry-{entry_id}",
        ),
        303,
    )


def _refuse_earlier(found: DecisionHere) -> None:
    current = found.decision.rounds[-1].number
    if request.form.get("round", str(current)) != str(current):
        raise WrongMoment(
            _("Dit papier is van een vorige ronde. De tekst is veranderd, het telt niet meer mee.")
        )


def _typed(found: DecisionHere) -> Reading:
    form = request.form
    if form.get("choice") == SPOILT:
        return Reading({}, is_spoilt=True)
    words = {name: form.get(name, "").strip() for name in Reason.FIELDS}
    return Reading(marks_of(form, METHODS[found.decision.method].shape), words=words)


def _sentence(wrong: Exception) -> str:
    match wrong:
        case InvalidBallot():
            as_it_is = _("Staat het zo op het papier? Kies dan “Ongeldig”.")
            return f"{said(addressed(wrong.sentence))} {as_it_is}"
        case WrongMoment():
            return str(wrong.description)
        case _:
            return _("Vul in wat er op het papier staat. Staat er niets op? Kies dan blanco.")


def _what_now(state: ReadingState, number: int) -> str:
    return {
        ReadingState.WAITS: _("Nummer %(number)s is één keer gelezen. Nu leest iemand anders het."),
        ReadingState.AGAIN: _("Nummer %(number)s: nog niet hetzelfde. Lees het allebei opnieuw."),
        ReadingState.COUNTS: _("Nummer %(number)s: allebei hetzelfde. Het telt mee."),
        ReadingState.SPOILT: _("Nummer %(number)s: allebei ongeldig. Het telt niet mee."),
    }[state] % {"number": number}


def _overview(found: DecisionHere, errors: dict[str, str]) -> str:
    decision, current = found.decision, found.decision.rounds[-1]
    papers = papers_of(db.session, current)
    may_read = found.may(Action.READ_PAPER)
    return render_template(
        "decisions/paper/paper.html",
        found=found,
        decision=decision,
        round=current,
        papers=[
            (paper, state_of(paper), may_read and waits_for(paper, found.member))
            for paper in papers
        ],
        pile=pile_of(db.session, current, papers),
        few=FEW_PAPERS,
        may_read=may_read,
        handed_in=_to_read(found, papers) if not decision.is_secret else [],
        beside=[(each, LANGUAGES[each]) for each in languages_beside(db.session, decision)]
        if decision.is_secret
        else [],
        without_mail=without_mail(db.session, decision),
        typed=request.form,
        errors=errors,
    )


def _to_read(found: DecisionHere, papers: Any) -> list[tuple[int, str]]:
    """Papers under a name that came in and nobody read yet."""
    read = {paper.number for paper in papers}
    came_in = double_reading.came_in(db.session, found.decision)
    return [(number, name) for number, name in came_in if number not in read]


def _reading(found: DecisionHere, number: int, errors: dict[str, str]) -> str:
    decision, current = found.decision, found.decision.rounds[-1]
    entry = double_reading.entry_of(db.session, decision, number)
    if entry is None and not (decision.is_secret and 1 <= number <= current.papers_printed):
        abort(404)
    paper = db.session.get(PaperBallot, (current.id, number))
    return render_template(
        "decisions/paper/reading.html",
        found=found,
        decision=decision,
        round=current,
        number=number,
        whose=entry.name if entry else "",
        paper=paper,
        state=state_of(paper) if paper else None,
        waits=paper is None or waits_for(paper, found.member),
        read_it=paper is not None and found.member.id in (paper.first_by_id, paper.second_by_id),
        sheet=sheet_in(language(), decision),
        marks=filled_in(request.form) if errors else None,
        typed=request.form if errors else {},
        errors=errors,
    )
