"""The database goes up and down, and is what the models say."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from plumbing.database.base import Base
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.database.session import db
from plumbing.hosting.commands import alembic_config
from tests.cast import Linde


def test_the_migrations_lead_to_what_the_models_say(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_the_first_migration_goes_down_and_up_again_on_data(
    app: Flask, session: Session, cast: Linde
) -> None:
    session.close()

    with app.app_context():
        command.downgrade(alembic_config(), "base")
        command.upgrade(alembic_config(), "head")

    with app.app_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == 0


def test_the_newest_migration_goes_down_and_up_again_and_keeps_the_data(
    app: Flask, session: Session, cast: Linde
) -> None:
    session.close()

    with app.app_context():
        command.downgrade(alembic_config(), "0001")
        command.upgrade(alembic_config(), "head")

    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []
        assert connection.exec_driver_sql("SELECT count(*) FROM membership").scalar() == len(
            session.scalars(select(Membership)).all()
        )
