"""The worker and the letter box, for tests in which mail is sent."""

import email.policy
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from communities.questions.question import Answer, ask
from flask import Flask
from sqlalchemy.orm import Session

from communities.models import Attribute, AttributeKind, AttributeUnit
from plumbing import jobs
from tests.cast import Linde

Delivered = Callable[[], list[EmailMessage]]


@pytest.fixture
def delivered(app: Flask, session: Session) -> Iterator[Delivered]:
    """Let the worker finish its queue; the mail that came in since the last look."""
    outbox = Path(app.config["OUTBOX"])
    jobs.work_for(app)
    jobs.queue().flush()

    def look() -> list[EmailMessage]:
        session.commit()
        while (task := jobs.queue().dequeue()) is not None:
            jobs.queue().execute(task)
        files = sorted(outbox.glob("*.eml"))
        mail = [
            message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files
        ]
        for file in files:
            file.unlink()
        return mail

    look()
    yield look
    jobs.queue().flush()


@pytest.fixture
def age(session: Session, cast: Linde) -> Attribute:
    """A plain question: one answer."""
    return ask(
        session,
        cast.community,
        "leeftijd",
        "Hoe oud ben je?",
        "Om te zien of we jong en oud horen.",
        [Answer("jong", "Jonger dan 35", "buren onder de 35"), Answer("oud", "Ouder", "ouderen")],
    )


@pytest.fixture
def tongue(session: Session, cast: Linde) -> Attribute:
    """A sensitive question: several answers, only with consent."""
    return ask(
        session,
        cast.community,
        "taal",
        "In welke taal wil je uitleg?",
        "Om te zien of we iedereen bereiken.",
        [Answer("tr", "Turks", "buren die Turks lezen"), Answer("ar", "Arabisch", "Arabisch")],
        kind=AttributeKind.MULTIPLE,
        sensitive=True,
    )


@pytest.fixture
def home(session: Session, cast: Linde) -> Attribute:
    """A question that holds for a household."""
    return ask(
        session,
        cast.community,
        "woning",
        "Huur je of is je huis van jou?",
        "Om te zien of we huurders horen.",
        [Answer("huur", "Huur", "huishoudens die huren"), Answer("koop", "Koop", "eigenaren")],
        unit=AttributeUnit.HOUSEHOLD,
    )
