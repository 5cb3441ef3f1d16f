"""Commands of a host for people; each community reads in its log what was done."""

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy import select

from communities.addresses import mail_address
from communities.models import Person
from communities.signing_in.links import MINUTES, make_sign_in_link, note_link
from plumbing.database.session import db


def init_app(app: Flask) -> None:
    app.cli.add_command(sign_in_link)


@click.command("sign-in-link")
@click.argument("address")
@click.option("--minutes", default=MINUTES, show_default=True, help="How long the link works.")
@click.option("--next", "next_path", default="/", help="Where it leads after signing in.")
@with_appcontext
def sign_in_link(address: str, minutes: int, next_path: str) -> None:
    """Print a link that signs in who has this mail ADDRESS; her communities' logs say so."""
    with db.writing() as session:
        person = session.scalar(select(Person).where(Person.email == mail_address(address)))
        if person is None:
            raise click.ClickException(f"Nobody here has the address {address}.")
        link = make_sign_in_link(session, person, next_path=next_path, minutes=minutes)
        note_link(session, person, None)
    click.echo(link)
