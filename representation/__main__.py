"""`python -m representation FILE`: judges a counts file without any database."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence

from representation.fields import printable
from representation.files import judge_file
from representation.refusals import HearFileError
from representation.report import lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the rows and returns 0, or one line that says what is wrong and returns 2."""
    asked = _parser().parse_args(arguments)
    try:
        rows = judge_file(asked.file)
    except HearFileError as error:
        sys.stderr.write(f"{printable(asked.file)}: {error}\n")
        return 2
    if asked.json:
        found = {"rows": [row.as_json() for row in rows]}
        return _put_out([json.dumps(found, ensure_ascii=False) + "\n"])
    return _put_out(f"{line}\n" for line in lines(rows))


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


def _parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(
        prog="python -m representation", description="Beoordeelt een bestand met aantallen."
    )
    found.add_argument("file", metavar="FILE")
    found.add_argument("--json", action="store_true", help="de rijen als JSON")
    return found


if __name__ == "__main__":
    sys.exit(main())
