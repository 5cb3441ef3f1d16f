"""Mail for who asks for a link, written by the worker, so that no answer tells who is a member."""

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Community, Membership, Person
from communities.signing_in.links import (
    MINUTES,
    asked_too_often,
    is_being_guessed,
    make_link_and_code,
)
from plumbing.database.session import db
from plumbing.jobs import job
from plumbing.mail import write_mail


@job
def answer_request(address: str, device_hash: str, next_path: str) -> None:
    """Mail a link and a code to this address, if somebody here has it."""
    with db.writing() as session:
        person = session.scalar(select(Person).where(Person.email == address))
        if person is None or asked_too_often(session, person):
            return
        _write(session, person, device_hash, next_path)


def _write(session: Session, person: Person, device_hash: str, next_path: str) -> None:
    link, code = make_link_and_code(session, person, next_path=next_path, device_hash=device_hash)
    if is_being_guessed(session, person):
        code = None
    with force_locale(person.reads):
        name = _name_of_the_house(session, person)
        write_mail(
            session,
            person.email or "",
            _("Je link voor %(community)s", community=name),
            _body(person, link, code),
        )


def _body(person: Person, link: str, code: str | None) -> str:
    parts = [
        _("Dag %(name)s,", name=person.name),
        _("Met deze link ga je verder:") + f"\n{link}",
        _(
            "Of vul deze code in op het scherm waar je erom vroeg: %(code)s",
            code=_spaced(code),
        )
        if code
        else "",
        _(
            "De link werkt %(minutes)s minuten, en één keer. De link is alleen voor jou.",
            minutes=MINUTES,
        ),
        _("Vroeg je hier niet om? Dan hoef je niets te doen."),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _spaced(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def _name_of_the_house(session: Session, person: Person) -> str:
    names = session.scalars(
        select(Community.name)
        .join(Membership)
        .where(Membership.person_id == person.id, Membership.left_at.is_(None))
    ).all()
    return names[0] if len(names) == 1 else "Gehoord"
