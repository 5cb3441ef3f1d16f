"""`python -m voting FILE`: counts a count file without any database."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper

from voting import report
from voting.counting import count
from voting.drawing import drawn
from voting.files import count_file as files
from voting.refusals import CountFileError, Unusable
from voting.words import N_, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the result and returns 0, or one line that says what is wrong and returns 2."""
    asked = _parser().parse_args(arguments)
    _say_what_can_be_said()
    try:
        settings = dict(_setting(text) for text in asked.set)
        election = files.read(asked.file, method=asked.method, settings=settings)
        result = count(election) if asked.lot is None else drawn(election, asked.lot)
    except Unusable as refusal:
        sys.stderr.write(" ".join(f"{asked.file}: {refusal}".split()) + "\n")
        return 2
    if asked.json:
        return _put_out([json.dumps(result.as_json(), ensure_ascii=False) + "\n"])
    return _put_out(f"{line}\n" for line in report.lines(election, result))


def _put_out(text: Iterable[str]) -> int:
    """Writes the text and returns 0; or 1, without a word, when nobody reads on."""
    try:
        sys.stdout.writelines(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still in store would be tried again, and told, at the end of the program.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _say_what_can_be_said() -> None:
    """A name that the terminal has no letters for is spelled out, and stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m voting", description="Telt een telbestand.")
    found.add_argument("file", metavar="FILE")
    found.add_argument("--json", action="store_true", help="de uitslag als JSON")
    found.add_argument("--method", metavar="KEY", help="tel op deze manier")
    found.add_argument(
        "--set", metavar="NAME=VALUE", action="append", default=[], help="zet een instelling"
    )
    found.add_argument(
        "--lot", metavar="SEED", help="laat het lot vallen waar het gelijk is of moet loten"
    )
    return found


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise CountFileError("--set", say(N_("Schrijf NAAM=WAARDE, niet “%(given)s”."), given=text))
    return name, value


if __name__ == "__main__":
    sys.exit(main())
