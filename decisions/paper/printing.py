"""Ballots to print: how many or for whom, under which numbers, and in which languages."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, contains_eager

from communities.models import Membership, Person
from decisions.invitations.letters import walk
from decisions.log import append
from decisions.models import Decision, Round
from decisions.paper.handed_in import hold
from decisions.paper.sheet import is_spoken
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.clock import now
from plumbing.values import Struct
from plumbing.web import Invalid

MOST_AT_ONCE = 500
HOURS_BEFORE = (24, 2, 0)


class PaperReceivers(StrEnum):
    """For whom papers under a name are printed."""

    WITHOUT_MAIL = "zonder-mail"
    EVERYBODY = "iedereen"
    ONE = "een"


class PrintedBallot(Struct, frozen=True):
    """One paper: its number, and in an open vote whose it is and the language she reads."""

    number: int
    name: str = ""
    language: str = ""


def hand_in_before(session: Session, decision: Decision, hours: int) -> None:
    """Papers come in so many hours before the deadline, so that two people have time to read."""
    if hours not in HOURS_BEFORE:
        raise Invalid({"hours": _("Kies tot wanneer mensen het papier inleveren.")})
    current = hold(session, decision)
    until = current.deadline - timedelta(hours=hours)
    if until <= now():
        raise Invalid({"hours": _("Dat is al voorbij. Kies een later moment.")})
    current.paper_until = until


def without_a_name(
    session: Session, decision: Decision, by: Membership, how_many: int
) -> list[PrintedBallot]:
    """Papers for a secret vote, with numbers nobody had yet, in an order that says nothing."""
    if not 1 <= how_many <= MOST_AT_ONCE:
        wrong = _("Vul een aantal in van 1 tot en met %(most)s.", most=MOST_AT_ONCE)
        raise Invalid({"how_many": wrong})
    current = hold(session, decision)
    first = current.papers_printed + 1
    current.papers_printed += how_many
    numbers = list(range(first, first + how_many))
    _note(session, decision, current, by, how_many)
    secrets.SystemRandom().shuffle(numbers)
    return [PrintedBallot(number) for number in numbers]


def with_a_name(
    session: Session, decision: Decision, by: Membership, whom: PaperReceivers, entry_id: int
) -> list[PrintedBallot]:
    """Papers for an open vote, each under its place on the list, in the order of a walk."""
    current = hold(session, decision)
    places = {entry: place for place, entry in enumerate(_ids(session, decision), start=1)}
    entries = _entries(session, decision, current, whom, entry_id)
    if not entries:
        wrong = _("Voor deze keuze is er niemand om een papier voor te drukken.")
        raise Invalid({"whom": wrong})
    _note(session, decision, current, by, len(entries))
    spoken: dict[str, bool] = {}
    return [
        PrintedBallot(places[entry.id], entry.name, _language(entry, decision, spoken))
        for entry in entries
    ]


def languages_beside(session: Session, decision: Decision) -> list[str]:
    """What people on the list read besides the language of the community, as far as we speak it."""
    read = session.scalars(
        select(Person.language)
        .join(Membership, Membership.person_id == Person.id)
        .join(RollEntry, RollEntry.membership_id == Membership.id)
        .where(RollEntry.decision_id == decision.id, RollEntry.left_at.is_(None))
        .distinct()
        .order_by(Person.language)
    )
    own = decision.community.language
    return [each for each in read if each != own and is_spoken(each, decision)]


def without_mail(session: Session, decision: Decision) -> int:
    """How many on the list have no mail: about as many papers as are needed."""
    return (
        session.scalar(
            select(func.count())
            .select_from(RollEntry)
            .join(Membership, Membership.id == RollEntry.membership_id)
            .join(Person, Person.id == Membership.person_id)
            .where(
                RollEntry.decision_id == decision.id,
                RollEntry.left_at.is_(None),
                Person.email.is_(None),
            )
        )
        or 0
    )


def _language(entry: RollEntry, decision: Decision, spoken: dict[str, bool]) -> str:
    own = entry.membership.person.language if entry.membership else ""
    if own not in spoken:
        spoken[own] = bool(own) and is_spoken(own, decision)
    return own if spoken[own] else decision.community.language


def _entries(
    session: Session, decision: Decision, current: Round, whom: PaperReceivers, entry_id: int
) -> Sequence[RollEntry]:
    voted_on_paper = exists().where(
        Participation.round_id == current.id,
        Participation.entry_id == RollEntry.id,
        Participation.on_paper,
    )
    query = (
        select(RollEntry)
        .join(RollEntry.membership)
        .join(Membership.person)
        .where(RollEntry.decision_id == decision.id, RollEntry.left_at.is_(None), ~voted_on_paper)
        .options(
            contains_eager(RollEntry.membership).contains_eager(Membership.person),
            contains_eager(RollEntry.membership).joinedload(Membership.household),
        )
    )
    if whom is PaperReceivers.WITHOUT_MAIL:
        query = query.where(Person.email.is_(None))
    if whom is PaperReceivers.ONE:
        query = query.where(RollEntry.id == entry_id)
    entries = session.scalars(query).all()
    return sorted(entries, key=lambda entry: walk(entry.membership) if entry.membership else ())


def _ids(session: Session, decision: Decision) -> Sequence[int]:
    return session.scalars(
        select(RollEntry.id).where(RollEntry.decision_id == decision.id).order_by(RollEntry.id)
    ).all()


def _note(
    session: Session, decision: Decision, current: Round, by: Membership, how_many: int
) -> None:
    append(session, decision, "papers_printed", {"round": current.number, "number": how_many}, by)
