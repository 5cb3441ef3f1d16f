"""Reminders: at most two for a decision, never after voting, and to whom is written nowhere."""

from datetime import datetime, timedelta

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership, Person
from communities.signing_in.links import make_sign_in_link
from decisions.models import Decision, Phase, Round
from decisions.roll import Reminder, RollEntry
from decisions.votes import Participation
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.database.session import db
from plumbing.mail import write_mail
from plumbing.paths import absolute, path_to
from plumbing.words.language import moment

MOST_REMINDERS = 2
LONG_ENOUGH_FOR_TWO = timedelta(days=4)
LONG_ENOUGH = timedelta(hours=36)
BEFORE_CLOSING = timedelta(hours=24)
TOO_LATE = timedelta(hours=1)
"""Before closing; a reminder that held up this long would only annoy."""
VOTED = "voted"


def moments_of(current: Round) -> list[datetime]:
    """When reminders of this round go out: halfway, and a day before closing."""
    period = current.deadline - current.opened_at
    last = current.deadline - BEFORE_CLOSING
    if period >= LONG_ENOUGH_FOR_TWO:
        return [current.opened_at + period / 2, last]
    return [last] if period >= LONG_ENOUGH else []


def remind_who_is_due() -> int:
    """The job of each minute: reminds for each open decision whose moment came."""
    with Session(db.engine) as session:
        running = session.scalars(
            select(Decision.id).where(
                Decision.phase == Phase.OPEN, Decision.closes_at > now() + TOO_LATE
            )
        ).all()
        due = [decision_id for decision_id in running if _is_due(session, decision_id)]
    written = 0
    for decision_id in due:
        with db.writing() as session:
            written += remind(session, session.get_one(Decision, decision_id))
    return written


def remind(session: Session, decision: Decision) -> int:
    """Writes to all who did not vote yet, if that is due; returns how many."""
    lock(session, decision, "phase", "closes_at")
    if decision.phase is not Phase.OPEN or not _is_due(session, decision.id):
        return 0
    current = decision.rounds[-1]
    waiting = _waiting(session, decision, current)
    for entry, person in waiting:
        _write(session, decision, current, entry, person)
    number = len(_earlier(session, decision.id)) + 1
    session.add(Reminder(decision_id=decision.id, number=number, at=now(), written=len(waiting)))
    return len(waiting)


def no_more_token(person: Person) -> str:
    """The signed token of the link that stops reminders; it never expires."""
    return str(_signed().dumps(person.id))


def person_of(session: Session, token: str) -> Person | None:
    """The person of such a token; None where it is not ours."""
    try:
        person_id = _signed().loads(token)
    except BadSignature:
        return None
    return session.get(Person, person_id)


def _is_due(session: Session, decision_id: int) -> bool:
    current = session.scalars(
        select(Round).join(Round.decision).where(Decision.id == decision_id, Round.is_newest())
    ).one()
    earlier = _earlier(session, decision_id)
    came = [at for at in moments_of(current) if at <= now()]
    return bool(came) and len(earlier) < MOST_REMINDERS and all(at < came[-1] for at in earlier)


def _earlier(session: Session, decision_id: int) -> list[datetime]:
    return list(session.scalars(select(Reminder.at).where(Reminder.decision_id == decision_id)))


def _waiting(
    session: Session, decision: Decision, current: Round
) -> list[tuple[RollEntry, Person]]:
    rows = session.execute(
        select(RollEntry, Person)
        .join(Membership, Membership.id == RollEntry.membership_id)
        .join(Membership.person)
        .outerjoin(
            Participation,
            (Participation.entry_id == RollEntry.id) & (Participation.round_id == current.id),
        )
        .where(
            RollEntry.decision_id == decision.id,
            RollEntry.left_at.is_(None),
            Membership.keeps_her_place(),
            Person.email.is_not(None),
            Person.reminders,
            Participation.entry_id.is_(None),
        )
        .order_by(RollEntry.id)
        .options(joinedload(RollEntry.membership))
    )
    return [(entry, person) for entry, person in rows]


def _write(
    session: Session, decision: Decision, current: Round, entry: RollEntry, person: Person
) -> None:
    ballot = path_to("ballots.show", slug=decision.community.slug, number=decision)
    minutes = max(15, int((current.deadline - now()).total_seconds() // 60))
    link = make_sign_in_link(session, person, next_path=ballot, minutes=minutes)
    with force_locale(person.reads):
        subject = _("Nog even: %(title)s", title=decision.title)
        body = _(
            "Dag %(name)s,\n\nEr is nog geen stem van jou over: %(title)s\n\nDoe mee:\n%(link)s\n\n"
            "Dit kan tot %(until)s. De link is alleen voor jou.\n"
            "Wil je niet stemmen, of stem je op papier? Dan hoef je niets te doen.\n\n"
            "Stuur mij geen herinneringen:\n%(stop)s",
            name=entry.name,
            title=decision.title,
            link=link,
            until=moment(current.deadline),
            stop=absolute(path_to("reminders.show", token=no_more_token(person))),
        )
    write_mail(
        session, person.email or "", subject, body, unless=f"{VOTED}:{current.id}.{entry.id}"
    )


def has_voted(session: Session, value: str) -> bool:
    """Did she vote, stop reminders or leave while the mail waited, or did the round close?"""
    round_id, entry_id = (int(part) for part in value.split("."))
    still = session.scalar(
        select(RollEntry.id)
        .join(Membership, Membership.id == RollEntry.membership_id)
        .join(Membership.person)
        .join(Decision, Decision.id == RollEntry.decision_id)
        .where(
            RollEntry.id == entry_id,
            Membership.keeps_her_place(),
            Person.reminders,
            Decision.takes_ballots(),
        )
    )
    return still is None or session.get(Participation, (round_id, entry_id)) is not None


def _signed() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="reminders")
