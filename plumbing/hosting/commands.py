"""Commands of a host that are no room's own."""

from typing import TYPE_CHECKING

import click
from flask import Flask

from plumbing.database.session import db
from plumbing.folders import MIGRATIONS
from plumbing.hosting import dangers

if TYPE_CHECKING:
    from alembic.config import Config


def init_app(app: Flask) -> None:
    app.cli.add_command(migrate)
    app.cli.add_command(dangers.check)


def alembic_config() -> "Config":
    """Where the migrations are; the engine comes from the running application."""
    # The web server migrates nothing and starts a tenth of a second sooner without this.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = db.engine
    return config


@click.command()
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Brings the database to the newest shape, or to REVISION."""
    from alembic import command

    command.upgrade(alembic_config(), revision)
