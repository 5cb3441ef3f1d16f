"""The floor: session check, SELECT, INSERT, commit, on the house's own server and engine."""

import os
from datetime import datetime

from flask import Flask, abort, session
from plumbing.database.engines import engine_for
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from plumbing.clock import now
from plumbing.database.columns import Moment

PAGE = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>{{ member.name }}</title></head>
<body><h1>{{ member.name }}</h1><p>Je bent lid sinds {{ member.joined_at.date() }}.</p></body>
</html>
"""


class FloorBase(DeclarativeBase):
    """The two tables of the floor, beside those of the house."""


class FloorMember(FloorBase):
    """Who asks."""

    __tablename__ = "floor_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    joined_at: Mapped[datetime] = mapped_column(Moment)


class FloorVote(FloorBase):
    """What she sent."""

    __tablename__ = "floor_vote"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("floor_member.id"))
    at: Mapped[datetime] = mapped_column(Moment)


def prepare(url: str, members: int) -> None:
    """Put the floor's tables and its members into a database."""
    engine = engine_for(url).execution_options(write=True)
    FloorBase.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(
            FloorMember(name=f"Buur {number + 1}", joined_at=now()) for number in range(members)
        )
        session.commit()
    engine.dispose()


def votes_in(url: str) -> int:
    """How many votes the floor kept."""
    engine = engine_for(url)
    with Session(engine) as session:
        kept = session.scalar(select(func.count()).select_from(FloorVote)) or 0
    engine.dispose()
    return kept


def create_app() -> Flask:
    """The smallest application that still asks who you are and keeps what you send."""
    app = Flask(__name__)
    app.secret_key = "the floor keeps no secrets"
    page = app.jinja_env.from_string(PAGE)
    reading = engine_for(os.environ["DATABASE_URL"])
    writing = reading.execution_options(write=True)

    @app.post("/in/<int:member_id>")
    def sign_in(member_id: int) -> str:
        session["member"] = member_id
        return ""

    @app.get("/")
    def show() -> str:
        with Session(reading) as database:
            return page.render(member=_member(database))

    @app.post("/")
    def cast() -> str:
        with Session(writing) as database:
            database.add(FloorVote(member_id=_member(database).id, at=now()))
            database.commit()
        return ""

    return app


def _member(database: Session) -> FloorMember:
    if "member" not in session:
        abort(403)
    member = database.scalar(select(FloorMember).where(FloorMember.id == session["member"]))
    return member or abort(403)
