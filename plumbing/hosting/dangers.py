"""Dangers in a host's settings, each in one line that says what to do."""

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from plumbing.security_contact import contacts

SHORTEST_KEY = 32
FEWEST_SIGNS = 8


@click.command()
@with_appcontext
def check() -> None:
    """Say what is configured unsafely; exit code 1 when something is."""
    found = dangers(current_app.config, Path(current_app.instance_path), current_app.debug)
    for danger in found:
        click.echo(f"- {danger}")
    if found:
        raise SystemExit(1)
    click.echo("Nothing unsafe was found.")


def dangers(config: Mapping[str, Any], instance: Path, debug: bool) -> list[str]:
    """Everything unsafe about these settings."""
    return [
        *_keys(config),
        *_addresses(config, debug),
        *_contact(config),
        *_database(config),
        *_folder(instance),
    ]


def _keys(config: Mapping[str, Any]) -> list[str]:
    return [
        f"{name} is short or easily guessed: set at least {SHORTEST_KEY} random characters, "
        "or leave it out and one is made."
        for name in ("SECRET_KEY", "HOST_KEY")
        if _is_weak(str(config[name] or ""))
    ]


def _is_weak(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS


def _addresses(config: Mapping[str, Any], debug: bool) -> list[str]:
    found = []
    if debug:
        found.append("Debug is on: strangers could run code. Start without --debug.")
    if not config["BASE_URL"]:
        found.append("BASE_URL is missing: links in mail lead to this machine only.")
    elif not config["BASE_URL"].startswith("https://"):
        found.append("BASE_URL is not https: sessions and votes travel readable.")
    if not config["MAIL_SERVER"]:
        found.append(f"MAIL_SERVER is missing: mail is put in {config['OUTBOX']}, unsent.")
    elif not config["MAIL_TLS"]:
        found.append("MAIL_TLS is off: sign-in links travel readable to the mail server.")
    if config["MAIL_SERVER"] and "localhost" in config["MAIL_FROM"]:
        found.append("MAIL_FROM is missing: mail from localhost is thrown away by others.")
    return found


def _contact(config: Mapping[str, Any]) -> list[str]:
    addresses, wrong = contacts(config["SECURITY_CONTACT"])
    if wrong:
        return [
            f"SECURITY_CONTACT holds “{wrong[0]}”: write a mail address, https://… or tel:…, "
            "with commas between several."
        ]
    if not addresses:
        return ["SECURITY_CONTACT is missing: who finds a leak does not know whom to tell."]
    return []


def _database(config: Mapping[str, Any]) -> list[str]:
    if config["REDIS_URL"] and config["DATABASE_URL"].startswith("sqlite"):
        return [
            "REDIS_URL is set but the database is SQLite: machines cannot share it. "
            "Set DATABASE_URL to a PostgreSQL."
        ]
    return []


def _folder(instance: Path) -> list[str]:
    if not instance.exists() or not _open_to_others(instance):
        return []
    kept = (instance / "host.key", instance / "secret.key", *sorted(instance.glob("*.db")))
    return [
        f"{path} can be read by other users of this machine: chmod 600 {path}"
        for path in kept
        if path.exists() and _open_to_others(path)
    ]


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
