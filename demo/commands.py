"""`flask demo`: the neighbourhood, or a crowd of any size."""

from pathlib import Path

import click
from flask import Flask
from sqlalchemy import select

from communities.models import Membership
from communities.signing_in.links import make_sign_in_link
from plumbing.database.session import db

GUESTS = (
    ("Fatma Yıldız", "inwoner / resident"),
    ("Joost Brand", "indiener / proposer"),
    ("Marleen de Wit", "gespreksleider / facilitator"),
    ("Sanne Kok", "helper / supporter"),
)


def init_app(app: Flask) -> None:
    app.cli.add_command(demo)


@click.command()
@click.option("--members", type=click.IntRange(1, 200_000), help="Make a crowd of this size.")
@click.option(
    "--links",
    type=click.Path(dir_okay=False, path_type=Path),
    is_flag=False,
    flag_value="-",
    help="Write sign-in links: of a crowd to FILE as JSON, of the demo to the screen.",
)
def demo(members: int | None, links: Path | None) -> None:
    """Fill the database with the demo neighbourhood, or with a crowd for load tests."""
    from demo.crowd import gather
    from demo.seeding import is_there, seed

    if members is not None:
        community = gather(members, links)
        click.echo(f"/g/{community.slug}: {members}")
        return
    if not is_there(db.session):
        seed()
    if links is not None:
        click.echo(_links())


def _links() -> str:
    from demo.neighbourhood import SLUG

    lines = []
    with db.writing() as session:
        for name, who in GUESTS:
            membership = session.scalar(
                select(Membership).where(
                    Membership.name == name, Membership.community.has(slug=SLUG)
                )
            )
            if membership is not None:
                link = make_sign_in_link(session, membership.person, minutes=12 * 60)
                lines.append(f"  {name}, {who}:\n    {link}")
    return "\n".join(lines)
