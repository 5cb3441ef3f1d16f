"""What a host does from the command line to check a panel or a count from a file."""

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
    """The command of a pure room under the word `flask`; it ends with that room's exit code."""

    @click.command(name, help=help_text)
    @click.argument("file")
    @click.option("--json", "as_json", is_flag=True, help="The machine form.")
    def command(file: str, as_json: bool) -> None:
        sys.exit(work([*(["--json"] if as_json else []), "--", file]))

    return command
