"""Mail: it leaves after the commit, once, and a server that is away loses nothing."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTPUTF8
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from plumbing import jobs, mail
from plumbing.clock import clock_at
from plumbing.mail import WAITS, Mail, send_waiting_mail, write_mail
from plumbing.postbox import Letter, Post
from tests.cast import START


@pytest.fixture
def outbox(app: Flask) -> Path:
    """The folder of an installation without a mail server."""
    folder = Path(app.config["OUTBOX"])
    for file in folder.glob("*.eml"):
        file.unlink()
    jobs.queue().flush()
    return folder


@pytest.fixture
def refusal(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """Put an error in here, and posting raises it."""
    errors: list[Exception] = []

    @contextmanager
    def postbox() -> Iterator[Post]:
        def post(letter: Letter) -> None:
            if errors:
                raise errors[0]

        yield post

    monkeypatch.setattr(mail, "postbox", postbox)
    return errors


def _write(session: Session, recipient: str = "fatma@example.org") -> Mail:
    written = write_mail(session, recipient, "Een\nonderwerp", "Dag Fatma,\n\nédele tekst\n")
    session.commit()
    return written


def _send(app: Flask) -> int:
    with app.app_context():
        return send_waiting_mail()


def test_without_a_mail_server_it_is_put_in_a_folder(
    app: Flask, session: Session, outbox: Path
) -> None:
    _write(session)

    left = _send(app)

    text = next(outbox.glob("*.eml")).read_text()
    assert left == 1
    assert "To: fatma@example.org" in text
    assert "Subject: Een onderwerp" in text


@pytest.mark.parametrize(
    ("address", "recipient"),
    [
        ("fatma@bücher.example", "fatma@xn--bcher-kva.example"),
        ("fatma@groß.example", "fatma@groß.example"),
    ],
)
def test_a_domain_is_written_as_every_mail_server_reads_it(
    app: Flask, session: Session, outbox: Path, address: str, recipient: str
) -> None:
    _write(session, address)
    _send(app)

    (file,) = outbox.glob("*.eml")
    message = message_from_bytes(file.read_bytes(), policy=SMTPUTF8)
    assert str(message["To"]) == recipient


def test_a_message_leaves_once_and_takes_its_words_along(
    app: Flask, session: Session, outbox: Path
) -> None:
    written = _write(session)
    _send(app)

    again = _send(app)

    session.refresh(written)
    assert again == 0
    assert (written.sent_at, written.body) == (START, "")


def test_the_worker_is_told_after_the_commit_and_only_then(
    app: Flask, session: Session, outbox: Path
) -> None:
    write_mail(session, "fatma@example.org", "a", "b")
    write_mail(session, "joost@example.org", "a", "b")
    session.flush()
    before = len(jobs.queue())

    session.commit()

    assert (before, len(jobs.queue())) == (0, 1)


def test_what_is_rolled_back_is_never_sent(app: Flask, session: Session, outbox: Path) -> None:
    write_mail(session, "fatma@example.org", "a", "b")

    session.rollback()

    assert _send(app) == 0


def test_a_server_that_is_away_gets_another_try_later(
    app: Flask, session: Session, refusal: list[Exception]
) -> None:
    written = _write(session)
    refusal.append(ConnectionRefusedError())
    _send(app)
    refusal.clear()

    at_once = _send(app)
    with clock_at(START + timedelta(minutes=1)):
        later = _send(app)

    session.refresh(written)
    assert (at_once, later) == (0, 1)
    assert written.sent_at == START + timedelta(minutes=1)


def test_one_message_the_server_does_not_want_holds_up_no_other(
    app: Flask, session: Session, refusal: list[Exception]
) -> None:
    _write(session)
    _write(session, "joost@example.org")
    refusal.append(smtplib.SMTPDataError(451, b"later"))

    _send(app)

    assert [written.tries for written in session.query(Mail)] == [1, 1]


def test_an_address_that_is_refused_is_not_tried_again(
    app: Flask, session: Session, refusal: list[Exception]
) -> None:
    written = _write(session)
    refusal.append(smtplib.SMTPRecipientsRefused({}))
    _send(app)
    refusal.clear()

    with clock_at(START + timedelta(days=2)):
        later = _send(app)

    session.refresh(written)
    assert later == 0
    assert written.refused_at == START


def test_after_a_day_of_trying_it_stays_where_it_is(
    app: Flask, session: Session, refusal: list[Exception]
) -> None:
    written = _write(session)
    refusal.append(ConnectionRefusedError())

    for wait in (*WAITS, timedelta(days=9)):
        with clock_at(START + wait):
            _send(app)

    session.refresh(written)
    assert written.tries == len(WAITS)
    assert written.sent_at is None


@pytest.mark.parametrize(
    "error", [smtplib.SMTPNotSupportedError("No SMTPUTF8"), UnicodeError("Not an address")]
)
def test_a_message_that_can_never_be_sent_stops_nobody_elses(
    app: Flask, session: Session, refusal: list[Exception], error: Exception
) -> None:
    refusal.append(error)
    first, second = _write(session), _write(session)

    _send(app)

    session.refresh(first)
    session.refresh(second)
    assert first.refused_at is not None
    assert second.tries == 1
