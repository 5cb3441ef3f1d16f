"""A story that is put back leaves exactly what telling it leaves, or else it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from msgspec import Struct
from sqlalchemy import Engine, delete, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from communities.models import Person
from plumbing.clock import now
from plumbing.database.base import Base
from tests import kept
from tests.cast import Linde
from tests.kept import begin_empty, keep, told


@dataclass
class Pair:
    """What a story may give back."""

    person: Person
    word: str


class KeptSample(Struct):
    """And in the other kind of value."""

    people: list[Person]


class Teller:
    """Tells a story of one person, and counts how often."""

    def __init__(self, session: Session, name: str = "Ria", shape: Callable[..., Any] = tuple):
        self.session, self.name, self.shape = session, name, shape
        self.times = 0

    def __call__(self) -> Any:
        self.times += 1
        person = Person(name=self.name, created_at=now())
        self.session.add(person)
        self.session.flush()
        return self.shape([person])

    def begin(self, times: int = 1) -> Any:
        """As so many tests would: with the story on an empty database."""
        for _ in range(times):
            empty(self.session)
            given = told(self.session, self, self)
        return given


@pytest.fixture(autouse=True)
def without_the_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FRESH", False)


def empty(session: Session) -> None:
    """The end of one test and the beginning of another."""
    session.rollback()
    session.expunge_all()
    begin_empty(session.get_bind().engine)


@pytest.fixture
def engine(app: Flask) -> Engine:
    engine: Engine = app.extensions["engine"]
    return engine


@pytest.fixture
def ria(session: Session) -> Teller:
    return Teller(session)


def names(session: Session) -> list[tuple[int, str]]:
    session.commit()
    return [(row.id, row.name) for row in session.scalars(select(Person).order_by(Person.id))]


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def test_a_story_is_told_twice_and_from_then_on_put_back(session: Session, ria: Teller) -> None:
    once = names(session) if ria.begin() else []

    ria.begin(times=4)

    assert ria.times == 2
    assert [name for _, name in names(session)] == ["Ria"]
    assert names(session) == once


def test_who_comes_next_gets_the_number_she_would_have_had(session: Session, ria: Teller) -> None:
    def next_number() -> int:
        person = Person(name="Kofi", created_at=now())
        session.add(person)
        session.flush()
        return person.id

    ria.begin()
    after_telling = next_number()
    ria.begin(times=2)
    after_putting_back = next_number()

    assert ria.times == 2
    assert after_putting_back == after_telling


def test_where_something_was_written_before_it_a_story_is_told(
    session: Session, ria: Teller
) -> None:
    ria.begin(times=3)
    empty(session)
    session.add(Person(name="Kofi", created_at=now()))

    told(session, ria, ria)

    assert ria.times == 3
    assert [name for _, name in names(session)] == ["Kofi", "Ria"]


def test_a_story_after_another_waits_for_that_one(session: Session, ria: Teller) -> None:
    kofi = Teller(session, "Kofi")

    for _ in range(4):
        ria.begin()
        told(session, kofi, kofi, after=ria)
    assert (ria.times, kofi.times) == (2, 2)
    assert [name for _, name in names(session)] == ["Ria", "Kofi"]

    empty(session)
    told(session, kofi, kofi, after=ria)

    assert kofi.times == 3
    assert [name for _, name in names(session)] == ["Kofi"]


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (list, lambda given: given[0]),
        (tuple, lambda given: given[0]),
        (lambda people: {"ria": people[0]}, lambda given: given["ria"]),
        (lambda people: Pair(people[0], "buur"), lambda given: given.person),
        (KeptSample, lambda given: given.people[0]),
    ],
    ids=["list", "tuple", "dict", "dataclass", "struct"],
)
def test_what_a_story_gave_comes_back_with_rows_of_this_session(
    session: Session, shape: Callable[..., Any], found: Callable[[Any], Person]
) -> None:
    teller = Teller(session, shape=shape)

    given = teller.begin(times=3)

    assert teller.times == 2
    assert type(given) is type(shape([Person()]))
    assert found(given) in session
    assert found(given).name == "Ria"


def test_a_row_that_the_session_knows_already_is_that_row(session: Session, ria: Teller) -> None:
    (known,) = ria.begin(times=3)
    session.commit()
    begin_empty(session.get_bind().engine)

    (given,) = told(session, ria, ria)

    assert ria.times == 2
    assert given is known


def test_every_table_is_put_back_whatever_happened(
    engine: Engine, session: Session, cast: Linde
) -> None:
    session.commit()
    before = everything(engine)
    put_back = keep(engine)

    session.execute(update(Person).values(name="Iemand"))
    session.add(Person(name="Kofi", created_at=now()))
    session.execute(delete(type(cast.bram)).where(type(cast.bram).id == cast.bram.id))
    session.commit()
    assert everything(engine) != before
    put_back()

    assert everything(engine) == before


def test_what_the_database_forbids_is_forbidden_again_afterwards(
    engine: Engine, session: Session, cast: Linde
) -> None:
    keep(engine)()

    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM community"))


def test_a_switch_tells_every_story_each_time(
    session: Session, ria: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "FRESH", True)

    ria.begin(times=4)

    assert ria.times == 4
    assert [name for _, name in names(session)] == ["Ria"]
