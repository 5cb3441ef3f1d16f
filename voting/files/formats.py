"""The formats of other programs: read by their extension, written where a method has one."""

from collections.abc import Callable

from voting.ballots import Box, sort
from voting.counting import inspect
from voting.elections import Election
from voting.files import blt, pabulib, pabulib_writing, preflib

Parse = Callable[[str, str | None], Election]
"""Of a text and the key of a method it makes an election; None leaves the method to the file."""
_Write = Callable[[Box, str], str]

READERS: dict[str, Parse] = {
    ".blt": blt.parse,
    ".pb": pabulib.parse,
    ".soc": preflib.parse,
    ".soi": preflib.parse,
    ".toc": preflib.parse,
    ".toi": preflib.parse,
}
"""How the files of other programs are read, by their extension."""
_WRITERS: dict[str, _Write] = {
    ".blt": blt.written,
    ".pb": pabulib_writing.written,
    ".toc": preflib.written,
}


def export(election: Election, title: str) -> tuple[str, str] | None:
    """The extension and the text of the field's own format, where the method has one.

    Raises Unusable for an election that cannot be counted.
    """
    method, settings = inspect(election)
    if not method.writes:
        return None
    box = sort(election, method.check, settings)
    return method.writes, _WRITERS[method.writes](box, title)
