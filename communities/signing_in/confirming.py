"""Confirming an address: it becomes somebody's once she opened a mail there."""

from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from communities.models import Person, SignInToken
from communities.signing_in.links import make_link_and_code
from plumbing.clock import now
from plumbing.mail import write_mail

HOURS = 24
MOST_AN_HOUR = 3
"""Mails to one address that somebody typed; who types it may not be who reads there."""


def owner_of(session: Session, address: str) -> Person | None:
    """The person whose account has this address; None where nobody's has."""
    return session.scalar(select(Person).where(Person.email == address))


def confirm_address(session: Session, person: Person, address: str, next_path: str = "/") -> None:
    """Write to the address she typed: it becomes hers by opening the link.

    Who has an account under it already gets a link to that one, and nobody here learns of it.
    """
    if not address or person.email == address or _wrote_enough(session, address):
        return
    owner = owner_of(session, address)
    if owner is not None:
        write_to_owner(session, owner, next_path)
        return
    link, _code = make_link_and_code(
        session, person, next_path=next_path, minutes=HOURS * 60, confirms_email=address
    )
    with force_locale(person.reads):
        parts = [
            _("Dag %(name)s,", name=person.name),
            _("Is dit jouw mailadres? Open dan deze link:") + f"\n{link}",
            _("Je bent daarna ook hier ingelogd. De link werkt %(hours)s uur.", hours=HOURS),
            _("Ken je dit niet? Open de link dan niet. Er gebeurt verder niets."),
        ]
        write_mail(session, address, _("Klopt je mailadres?"), "\n\n".join(parts) + "\n")


def write_to_owner(session: Session, owner: Person, next_path: str) -> None:
    """Somebody typed an address that has an account: only its owner gets in."""
    address = owner.email or ""
    if _wrote_enough(session, address):
        return
    link, _code = make_link_and_code(session, owner, next_path=next_path, minutes=HOURS * 60)
    with force_locale(owner.reads):
        parts = [
            _("Dag %(name)s,", name=owner.name),
            _("Iemand vulde je mailadres in. Was jij dat? Je hebt hier al een account.")
            + " "
            + _("Met deze link ga je verder:")
            + f"\n{link}",
            _("De link werkt %(hours)s uur, en één keer. De link is alleen voor jou.", hours=HOURS),
            _("Was jij het niet? Dan hoef je niets te doen."),
        ]
        write_mail(session, address, _("Je link om verder te gaan"), "\n\n".join(parts) + "\n")


def take_address(session: Session, token: SignInToken) -> bool:
    """Make the address that this link was sent to hers; False if it is somebody else's by now."""
    address = token.confirms_email
    if not address or token.person.email == address:
        return True
    if owner_of(session, address) is not None:
        return False
    try:
        with session.begin_nested():
            token.person.email = address
            session.flush()
    except IntegrityError:
        return False
    return True


def _wrote_enough(session: Session, address: str) -> bool:
    written = session.scalar(
        select(func.count())
        .select_from(SignInToken)
        .join(SignInToken.person)
        .where(
            or_(SignInToken.confirms_email == address, Person.email == address),
            SignInToken.device_hash.is_(None),
            SignInToken.made_by_id.is_(None),
            SignInToken.created_at > now() - timedelta(hours=1),
        )
    )
    return (written or 0) >= MOST_AN_HOUR
