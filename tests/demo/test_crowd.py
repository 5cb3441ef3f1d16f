"""A community of any size, for measuring."""

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.roll import RollEntry
from demo.crowd import gather


def test_a_crowd_has_a_roll_as_long_as_it_is(app: Flask, session: Session) -> None:
    with app.app_context():
        gather(25, None)

    assert session.scalar(select(func.count()).select_from(RollEntry)) == 25
