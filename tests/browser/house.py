"""A running house of one's own: the production server before a fresh De Weverij."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from alembic import command
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app import create_app
from communities.models import Community, Membership
from communities.rules.rules import Rules, adopt_rules
from communities.signing_in.letter_codes import LetterKey, make_codes
from communities.signing_in.links import make_sign_in_link
from decisions.models import Decision, Round
from decisions.votes import Participation
from demo.neighbourhood import SLUG
from demo.seeding import seed
from plumbing.clock import now
from plumbing.database.session import db
from plumbing.folders import ROOT
from plumbing.hosting.commands import alembic_config
from plumbing.hosting.run import end
from plumbing.hosting.setup.steps import PYTHON
from tests.compiled import share_templates

PATIENCE = 30.0
KEYS = {"SECRET_KEY": "a key for the browser", "HOST_KEY": "22" * 32}
FOUNDED = "gehoord.db"


@dataclass(frozen=True)
class House:
    """The server's address, and the same application here to look behind the pages."""

    address: str
    app: Flask

    def path(self, tail: str = "") -> str:
        """The address of a page of De Weverij."""
        return f"{self.address}/g/{SLUG}{tail}"

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction beside the server."""
        with self.app.app_context(), db.writing() as session:
            yield session

    def link(self, name: str, next_path: str = "/") -> str:
        """A personal link, as it comes by mail."""
        with self.writing() as session:
            person = member_of(session, name).person
            link = make_sign_in_link(session, person, next_path=next_path)
        return self.address + urlsplit(link).path

    def decide_soon(self) -> None:
        """De Weverij decides that one backer is enough and that nobody has to wait."""
        with self.writing() as session:
            community = session.scalars(select(Community).where(Community.slug == SLUG)).one()
            by = session.scalars(
                select(Decision.id).where(Decision.community_id == community.id).limit(1)
            ).one()
            adopt_rules(session, community, Rules(talk_days=0, backers=1, fairness_days=0), by)

    def let_the_time_pass(self, number: int) -> None:
        """The moment of closing came a minute ago."""
        with self.writing() as session:
            decision = decision_of(session, number)
            moment = now() - timedelta(minutes=1)
            decision.closes_at = moment
            session.execute(
                update(Round).where(Round.id == decision.rounds[-1].id).values(deadline=moment)
            )

    def cast(self, number: int) -> int:
        """How many ballots lie in the box."""
        with self.writing() as session:
            current = decision_of(session, number).rounds[-1].id
            votes = select(func.count()).where(Participation.round_id == current)
            return session.scalar(votes) or 0


def decision_of(session: Session, number: int) -> Decision:
    """A decision of De Weverij by its number."""
    return session.scalars(
        select(Decision).where(Decision.number == number, Decision.community.has(slug=SLUG))
    ).one()


def member_of(session: Session, name: str) -> Membership:
    """A member of De Weverij by her name."""
    return session.scalars(
        select(Membership).where(Membership.name == name, Membership.community.has(slug=SLUG))
    ).one()


def key_of(house: House, name: str) -> LetterKey:
    """A code as it stands in a letter to this person."""
    with house.writing() as session:
        (key,) = make_codes(session, [member_of(session, name)], None)
    return key


def found(url: str, folder: Path) -> Flask:
    """An application on this database; migrated and told the story when it is still empty."""
    app = create_app({"DATABASE_URL": url, "OUTBOX": str(folder / "outbox"), **KEYS})
    with app.app_context():
        command.upgrade(alembic_config(), "head")
        if db.session.scalar(select(Community.id).limit(1)) is None:
            seed()
    return app


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="gehoord-browser-", dir=memory))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(app: Flask, folder: Path) -> Iterator[House]:
    """The production server on a free port, ended by its id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    share_templates(folder / "instance")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = subprocess.Popen(
        [PYTHON, "-m", "gunicorn", "-c", str(ROOT / "plumbing" / "hosting" / "server.py")],
        cwd=ROOT,
        env=kept
        | KEYS
        | {
            "INSTANCE": str(folder / "instance"),
            "DATABASE_URL": app.config["DATABASE_URL"],
            "PORT": str(port),
            "WEB_WORKERS": "1",
            "LOG_LEVEL": "error",
        },
        start_new_session=True,
    )
    try:
        _await_answer(process, port)
        yield House(f"http://127.0.0.1:{port}", app)
    finally:
        end(process, signal.SIGTERM)
        app.extensions["engine"].dispose()


def restore(kept: Path, used: Path) -> None:
    """Everything as it was when the story had just been told, while the server goes on."""
    with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(used)) as target:
        source.backup(target)


def _await_answer(process: subprocess.Popen[bytes], port: int) -> None:
    give_up = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < give_up:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not start.")
