"""Postbox where mail is posted: a mail server, or a folder where there is none."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path

import click
from flask import Flask, current_app

from plumbing.clock import now
from plumbing.values import Struct


class Letter(Struct, frozen=True):
    """One message on its way, by the number it has in the outbox."""

    id: int
    recipient: str
    subject: str
    body: str


Post = Callable[[Letter], object]


@contextmanager
def postbox() -> Iterator[Post]:
    """A function that posts letters; the connection to a mail server is made at the first one."""
    if not current_app.config["MAIL_SERVER"]:
        yield _to_folder
        return
    with ExitStack() as stack:
        line: list[smtplib.SMTP] = []

        def post(letter: Letter) -> None:
            if not line:
                line.append(_call(stack))
            line[0].send_message(_message(letter))

        yield post


def say_where_it_goes(app: Flask) -> None:
    """Without mail settings, tell the console in which folder messages end up."""
    if not app.config["MAIL_SERVER"]:
        click.echo(f"No MAIL_SERVER is set: mail is put in {app.config['OUTBOX']}", err=True)


def _call(stack: ExitStack) -> smtplib.SMTP:
    config = current_app.config
    server = stack.enter_context(
        smtplib.SMTP(config["MAIL_SERVER"], config["MAIL_PORT"], timeout=20)
    )
    if config["MAIL_TLS"]:
        server.starttls(context=ssl.create_default_context())
    if config["MAIL_USER"]:
        server.login(config["MAIL_USER"], config["MAIL_PASSWORD"])
    return server


def _message(letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = _plain(letter.recipient)
    message["Subject"] = letter.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message


def _plain(address: str) -> str:
    """With its domain as every mail server reads it: "bücher.nl" is "xn--bcher-kva.nl"."""
    name, _at, domain = address.rpartition("@")
    with suppress(UnicodeError):
        plain = domain.encode("idna")
        # What does not come back the same, such as "ß", would be somebody else's domain.
        if plain.decode("idna") == domain:
            return f"{name}@{plain.decode()}"
    return address


def _to_folder(letter: Letter) -> None:
    folder = Path(current_app.config["OUTBOX"])
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{now():%Y%m%d-%H%M%S}-{letter.id}.eml"
    (folder / name).write_bytes(_message(letter).as_bytes())
