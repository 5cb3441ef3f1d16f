"""Mail: written in the same transaction as its reason, sent afterwards by the worker."""

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import String, Text, and_, event, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from plumbing.clock import now
from plumbing.database.base import Base
from plumbing.database.columns import Moment
from plumbing.database.session import db
from plumbing.jobs import every_minute, job
from plumbing.postbox import Letter, postbox

WAITS = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 5, 30, 120, 480, 1440))
"""How long after writing each try may come; after the last one it stays where it is."""


class Mail(Base):
    """A message to one address and what came of it."""

    __tablename__ = "mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    refused_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    unless: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """What would make it unwanted before it leaves, as "word:value"; no trace of it is kept."""


unwanted: dict[str, Callable[[Session, str], bool]] = {}
"""For each word: is a message with this value no longer wanted? Each room adds its own."""


def write_mail(
    session: Session, recipient: str, subject: str, body: str, *, unless: str = ""
) -> Mail:
    """Put a message in the outbox; it leaves after the commit."""
    mail = Mail(
        recipient=recipient,
        subject=" ".join(subject.split())[:300],
        body=body,
        written_at=now(),
        unless=unless,
    )
    session.add(mail)
    if not session.info.get("mail"):
        session.info["mail"] = True
        event.listen(session, "after_commit", _send_after_commit, once=True)
    return mail


def send_waiting_mail() -> int:
    """Send all that is due; the number that left."""
    left, last = 0, 0
    with postbox() as post:
        while (letter := _claim(after=last)) is not None:
            last = letter.id
            try:
                post(letter)
            except smtplib.SMTPRecipientsRefused:
                _note(letter.id, refused=True)
            except smtplib.SMTPResponseException:
                current_app.logger.warning("The mail server did not take mail %s.", letter.id)
            except (smtplib.SMTPNotSupportedError, ValueError):
                # This one can never be sent, and the others do not wait for it.
                _note(letter.id, refused=True)
            except OSError:
                current_app.logger.warning("The mail server could not be reached.")
                break
            else:
                _note(letter.id, refused=False)
                left += 1
    return left


send_mail_soon = job(send_waiting_mail)
every_minute.append(send_waiting_mail)


def _send_after_commit(session: Session) -> None:
    session.info.pop("mail", None)
    send_mail_soon()


def _claim(*, after: int) -> Letter | None:
    # Counting the try before it is made keeps two workers from sending the same message.
    turns = [and_(Mail.tries == n, Mail.written_at <= now() - wait) for n, wait in enumerate(WAITS)]
    while True:
        with db.writing() as session:
            mail = session.scalar(
                select(Mail)
                .where(
                    Mail.id > after, Mail.sent_at.is_(None), Mail.refused_at.is_(None), or_(*turns)
                )
                .order_by(Mail.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if mail is None:
                return None
            if not _is_unwanted(session, mail):
                mail.tries += 1
                return Letter(mail.id, mail.recipient, mail.subject, mail.body)
            after = mail.id
            session.delete(mail)


def _is_unwanted(session: Session, mail: Mail) -> bool:
    word, _colon, value = mail.unless.partition(":")
    return word in unwanted and unwanted[word](session, value)


def _note(mail_id: int, *, refused: bool) -> None:
    with db.writing() as session:
        mail = session.get_one(Mail, mail_id)
        if mail.unless:
            # Who got a message that only some get is nobody's business afterwards.
            session.delete(mail)
        elif refused:
            mail.refused_at = now()
        else:
            mail.sent_at = now()
        # A link for signing in has no business staying behind in the database.
        mail.body = ""
