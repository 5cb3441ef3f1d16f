"""What a host does from the command line that is no room's own."""

from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import Flask

from plumbing import dangers
from plumbing.database import db

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def init_app(app: Flask) -> None:
    app.cli.add_command(migrate)
    app.cli.add_command(dangers.check)


def alembic_config() -> Config:
    """Where the migrations are; the engine comes from the running application."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = db.engine
    return config


@click.command()
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Bring the database to the newest shape, or to REVISION."""
    command.upgrade(alembic_config(), revision)
