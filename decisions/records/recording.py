"""The decision record: fixed once, and mended only by a correction that stands beside it."""

from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Membership, Role
from decisions.ballots.read_along import accompanied_in
from decisions.counting.paper_pile import handed_in
from decisions.counting.tally import result_of, seed_of, split_may_be_shown
from decisions.fingerprints import canonical, fingerprint
from decisions.hearing.statement import statement
from decisions.log import append
from decisions.models import Decision, Phase, Round
from decisions.records.models import Correction, Outcome, Record
from decisions.records.outcome import may_be_recorded, outcome_of
from decisions.records.tasks import tasks_of
from decisions.roll import RollEntry
from decisions.visibility import may_see_result
from decisions.votes import Reason
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.web import Invalid, WrongMoment
from plumbing.words.folding import folded
from proposals.markdown import plain
from proposals.models import HelpOffer, Touched
from proposals.threads import Also, Contribution, ThreadKind
from voting import METHODS, Result, Sentence

RECORD_FORMAT = "gehoord-record/1"
MOST_WORRIES = 5


def record(session: Session, decision: Decision, by: Membership) -> Record:
    """Fix outcome, numbers and hearing statement; from then on nobody changes them."""
    lock(session, decision, "phase", "revision")
    if decision.phase is not Phase.CLOSED:
        raise WrongMoment(_("Vastleggen kan als het besluit gesloten is."))
    if not may_see_result(decision, None):
        raise WrongMoment(_("Laat eerst de uitslag zien. Daarna kun je vastleggen."))
    outcome = outcome_of(session, decision)
    if outcome is None:
        raise Invalid({"words": _("Schrijf eerst op wat jullie besloten.")})
    if not may_be_recorded(outcome):
        raise WrongMoment(_("De tekst staat nog open voor “Klopt dit?”. Vastleggen kan daarna."))
    moment = now().replace(microsecond=0)
    content = _content(session, decision, outcome) | {"recorded_at": moment.isoformat()}
    kept = Record(
        decision_id=decision.id,
        content=content,
        searchable=_searchable(decision, outcome),
        fingerprint=fingerprint(canonical(content)),
        recorded_at=moment,
    )
    session.add(kept)
    decision.move_to(Phase.RECORDED)
    decision.recorded_at = moment
    append(session, decision, "recorded", {"fingerprint": kept.fingerprint}, by)
    return kept


def correct(session: Session, decision: Decision, by: Membership, words: str) -> Correction:
    """Say what is wrong in a record; the record itself stays as it is."""
    lock(session, decision, "phase", "revision")
    if decision.phase is not Phase.RECORDED:
        raise WrongMoment(_("Een verbetering komt naast een vastgelegd besluit."))
    if not words.strip():
        raise Invalid({"words": _("Schrijf op wat er niet klopt, en hoe het wel is.")})
    number = session.scalar(
        select(func.count()).select_from(Correction).where(Correction.decision_id == decision.id)
    )
    correction = Correction(
        decision_id=decision.id,
        number=(number or 0) + 1,
        words=words.strip(),
        by_id=by.id,
        at=now(),
    )
    session.add(correction)
    append(session, decision, "corrected", {"words": correction.words}, by)
    decision.mark_changed()
    return correction


def kept_sentence(sentence: Sentence) -> dict[str, Any]:
    """A sentence as a record keeps it: readable in any language, changed in none."""
    values = {name: _kept_value(value) for name, value in sentence.values.items()}
    return {"text": sentence.text, "plural": sentence.plural, "n": sentence.n, "values": values}


def said_again(kept: dict[str, Any]) -> Sentence:
    """The sentence that a record kept."""
    values = {name: _value_again(value) for name, value in kept["values"].items()}
    return Sentence(kept["text"], kept["plural"], kept["n"], values)


def _kept_value(value: object) -> Any:
    """Money is kept exact, apart from words that look like it."""
    if isinstance(value, Sentence):
        return kept_sentence(value)
    return {"money": str(value)} if isinstance(value, Fraction) else _plain(value)


def _value_again(kept: Any) -> object:
    if not isinstance(kept, dict):
        return kept
    return Fraction(kept["money"]) if "money" in kept else said_again(kept)


def _content(session: Session, decision: Decision, outcome: Outcome) -> dict[str, Any]:
    last = decision.rounds[-1]
    result = result_of(session, decision, last)
    return {
        "format": RECORD_FORMAT,
        "number": decision.number,
        "title": decision.title,
        "question": decision.question,
        "proposal": decision.proposal.number,
        "version": last.version_number,
        "method": decision.method,
        "secrecy": decision.secrecy.value,
        "options": [{"key": option.key, "label": option.label} for option in decision.options],
        "rounds": len(decision.rounds),
        "opened_at": decision.rounds[0].opened_at.isoformat(),
        "closed_at": decision.closed_at.isoformat() if decision.closed_at else "",
        "opening": last.fingerprint,
        "closing": last.closing_fingerprint,
        "result": _numbers(decision, result),
        "draw": _draw(last),
        "accompanied": accompanied_in(last),
        "papers": {"handed_in": handed_in(session, last), "uncounted": last.papers_uncounted},
        "outcome": outcome.words,
        "hearing": statement(session, decision),
        "hearing_words": outcome.hearing_words,
        "done_to_hear": outcome.done_to_hear,
        "next_time": outcome.next_time,
        "review_on": outcome.review_on.isoformat() if outcome.review_on else "",
        "facilitator": outcome.worded_by_id,
        "concerns": _concerns(session, decision),
        "touched": _touched(session, decision),
        "tasks": _tasks(session, decision),
        "help_offers": _help_offers(session, decision),
        "supporters": _supporters(session, decision),
    }


def _tasks(session: Session, decision: Decision) -> list[dict[str, Any]]:
    return [
        {
            "what": task.what,
            "due_on": task.due_on.isoformat() if task.due_on else "",
            "waits_for": task.waits_for,
            "waits_until": task.waits_until.isoformat() if task.waits_until else "",
            "helpers": [helper.membership_id for helper in task.helpers],
        }
        for task in tasks_of(session, decision)
    ]


def _help_offers(session: Session, decision: Decision) -> int:
    offers = select(func.count()).where(HelpOffer.proposal_id == decision.proposal_id)
    return session.scalar(offers) or 0


def _supporters(session: Session, decision: Decision) -> list[int]:
    """The memberships of who helps from outside."""
    return list(
        session.scalars(
            select(Membership.id)
            .where(
                Membership.community_id == decision.community_id,
                Membership.role == Role.SUPPORTER,
                Membership.left_at.is_(None),
            )
            .order_by(Membership.id)
        )
    )


def _numbers(decision: Decision, result: Result) -> dict[str, Any]:
    numbers = result.as_json()
    shown: dict[str, Any] = {
        "status": result.status,
        "winners": list(result.winners),
        "cast": result.ballots.cast,
        "blank": result.ballots.blank,
        "eligible": result.ballots.eligible,
        "required": result.quorum.required,
    }
    if split_may_be_shown(decision, result):
        shown["standings"] = numbers["standings"]
        shown["rounds"] = numbers["rounds"]
        shown["explanation"] = [kept_sentence(sentence) for sentence in result.explanation]
    return shown


def _draw(last: Round) -> dict[str, Any] | None:
    if last.dice is None:
        return None
    return {"dice": last.dice, "seen_by": last.dice_seen_by, "seed": seed_of(last)}


def _concerns(session: Session, decision: Decision) -> list[dict[str, Any]]:
    """What people worried about: in their answers, or else in the talk."""
    if not METHODS[decision.method].asks_reasons:
        return _worries(session, decision)
    rows = session.execute(
        select(Reason, RollEntry.membership_id)
        .join(RollEntry, Reason.entry_id == RollEntry.id)
        .where(Reason.round_id == decision.rounds[-1].id)
        .order_by(Reason.entry_id)
    )
    return [
        {
            "kind": reason.kind.value,
            "words": reason.what_goes_wrong,
            "by": member_id,
            "withdrawn": reason.withdrawn_at is not None,
        }
        for reason, member_id in rows
    ]


def _worries(session: Session, decision: Decision) -> list[dict[str, Any]]:
    """The worries most people share that no new text took over; named only with consent."""
    shared = (
        select(func.count())
        .where(Also.contribution_id == Contribution.id)
        .correlate(Contribution)
        .scalar_subquery()
    )
    worries = session.scalars(
        select(Contribution)
        .where(
            Contribution.proposal_id == decision.proposal_id,
            Contribution.kind == ThreadKind.WORRY,
            Contribution.hidden_at.is_(None),
            Contribution.taken_over_in.is_(None),
            Contribution.body != "",
        )
        .order_by(shared.desc(), Contribution.id)
        .limit(MOST_WORRIES)
    )
    return [
        {
            "kind": "worry",
            "words": plain(worry.body),
            "by": _who(worry),
            "unnamed": _who(worry) is None,
            "withdrawn": False,
        }
        for worry in worries
    ]


def _who(worry: Contribution) -> int | None:
    if not worry.on_behalf:
        return worry.author_id
    return worry.speaker_id if worry.speaker_name else None


def _touched(session: Session, decision: Decision) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Touched).where(Touched.proposal_id == decision.proposal_id).order_by(Touched.id)
    )
    return [
        {
            "who": row.who,
            "must_agree": row.must_agree,
            "status": row.status.value,
            "on": row.status_on.isoformat() if row.status_on else "",
            "words": row.words,
            "by": row.talker_id,
        }
        for row in rows
    ]


def _searchable(decision: Decision, outcome: Outcome) -> str:
    return folded(" ".join([decision.title, decision.question, outcome.words]))


def _plain(value: object) -> Any:
    return value if isinstance(value, str | int | bool) or value is None else str(value)
