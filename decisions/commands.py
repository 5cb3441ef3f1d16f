"""Commands of a host, to check a panel or a count from a file."""

import sys
from collections.abc import Callable, Sequence

import click
from flask import Flask

import representation.__main__
import voting.__main__

Work = Callable[[Sequence[str]], int]


def init_app(app: Flask) -> None:
    app.cli.add_command(_over("hear", representation.__main__.main, "Judge a counts FILE."))
    app.cli.add_command(_over("count", voting.__main__.main, "Count a count FILE."))


def _over(name: str, work: Work, help_text: str) -> click.Command:
    """The command of a pure room under the word `flask`, with its options and its exit code."""

    @click.command(
        name,
        help=help_text,
        context_settings={"ignore_unknown_options": True},
        add_help_option=False,
    )
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def command(arguments: tuple[str, ...]) -> None:
        sys.exit(work(arguments))

    return command
