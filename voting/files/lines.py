"""The lines of a text file, each with its number, so that what is wrong can be pointed at."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from voting.refusals import CountFileError
from voting.words import N_, NN_, Sentence, say, say_number

_LONGEST_LINE = 100_000


class FileLine(NamedTuple):
    """A line with something on it, and its number from 1."""

    number: int
    text: str

    def refused(self, sentence: Sentence) -> CountFileError:
        """The error that points at this line, to be raised."""
        return CountFileError(f"regel {self.number}", sentence)


def lines(text: str) -> Iterator[FileLine]:
    """Every line that says something; raises CountFileError for one without end."""
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        line = FileLine(number, raw.strip())
        if len(raw) > _LONGEST_LINE:
            sentence = NN_(
                "Deze regel is te lang: %(num)s teken. Het mogen er %(most)s zijn.",
                "Deze regel is te lang: %(num)s tekens. Het mogen er %(most)s zijn.",
            )
            raise line.refused(say_number(sentence, len(raw), most=_LONGEST_LINE))
        if line.text:
            yield line


def whole(line: FileLine, word: str, lowest: int = 0) -> int:
    """A whole number of at most twelve digits; raises CountFileError."""
    if re.fullmatch(r"[0-9]{1,12}", word) and int(word) >= lowest:
        return int(word)
    text = N_("Hier staat “%(word)s” en geen geheel getal van %(lowest)s of meer.")
    raise line.refused(say(text, word=shortened(word), lowest=lowest))


def shortened(word: str) -> str:
    """A word as it can stand in a sentence: its first 20 letters."""
    return word if len(word) <= 20 else f"{word[:20]}…"


def one_line(text: str) -> str:
    """A name as others can read it back: on one line and without quotation marks."""
    return " ".join(text.replace('"', "'").split())
