"""English is complete; other languages say what taking part needs; none says less than Dutch."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from plumbing.words.catalogues import catalogues, is_whole

ROOT = Path(__file__).parent.parent
PLACE = re.compile(r"%\((\w+)\)[sd]")
WORDS = ("-k", "_", "-k", "gettext", "-k", "ngettext:1,2", "-k", "lazy_gettext", "-k", "N_",
         "-k", "NN_:1,2")  # fmt: skip

TAKING_PART = (
    "communities/signing_in/coming.py",
    "communities/signing_in/mail.py",
    "communities/signing_in/pages.py",
    "decisions/access.py",
    "decisions/ballots/casting.py",
    "decisions/ballots/formal_refusals.py",
    "decisions/invitations/mail.py",
    "decisions/invitations/letter_words.py",
    "decisions/ballots/marks.py",
    "decisions/panel/panel.py",
    "decisions/invitations/reminders.py",
    "plumbing/*.py",
    "templates/communities/signing_in/*",
    "templates/decisions/ballots/_ballot.html",
    "templates/decisions/panel/_h*_fold.html",
    "templates/decisions/ballots/_help_at.html",
    "templates/decisions/ballots/_onward.html",
    "templates/decisions/ballots/_promise_fold.html",
    "templates/decisions/ballots/_receipt.html",
    "templates/decisions/page/_rule.html",
    "templates/decisions/page/_said.html",
    "templates/decisions/ballots/*too_late.html",
    "templates/decisions/page/_turnout.html",
    "templates/decisions/ballots/ballot.html",
    "templates/errors/*",
    "templates/layout.html",
    "templates/meetings/along.html",
    "templates/meetings/stranger.html",
    "templates/meetings/who.html",
    "templates/proposals/explanations/_explanations.html",
    "templates/proposals/readiness/_help.html",
    "templates/decisions/invitations/reminders.html",
    "templates/shared/_aloud.html",
    "templates/shared/_forms.html",
    "templates/shared/_language*.html",
    "templates/shared/languages.html",
    "templates/voting/*/_about.html",
    "templates/voting/*/_ballot.html",
)
"""Where the sentences stand that somebody meets from letter to receipt."""
READ = re.compile(r"^# Read by: \S", re.MULTILINE)
"""At the head of a catalogue: a person who read it, and took the marks off what she read."""
PART_OF_A_BALLOT = re.compile(r"\"(voting/_\w+\.html)\"")
PARTIAL = [code for code, file in catalogues().items() if not is_whole(file)]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make words` collects: every sentence that stands in the code and the templates now."""
    file = tmp_path_factory.mktemp("words") / "messages.pot"
    extract = ("-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml")
    subprocess.run(
        [sys.executable, *extract, "-o", str(file), "--no-default-keywords", *WORDS, "."],
        cwd=ROOT,
        check=True,
    )
    return file


@pytest.fixture(scope="module")
def dutch(collected: Path) -> Catalog:
    with collected.open("rb") as opened:
        return read_po(opened)


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as opened:
        return read_po(opened, locale="en")


def test_every_sentence_has_its_english(dutch: Catalog, english: Catalog) -> None:
    missing = [message.id for message in dutch if message.id and not _said(english, message)]

    assert missing == []


def test_the_english_fills_in_what_the_dutch_fills_in(english: Catalog) -> None:
    different = [message.id for message in english if message.id and not _same_places(message)]

    assert different == []


def test_turkish_and_arabic_are_there() -> None:
    assert {"tr", "ar"} <= set(catalogues())


@pytest.mark.parametrize("code", PARTIAL)
def test_every_sentence_of_taking_part_is_there(dutch: Catalog, code: str) -> None:
    catalogue, met = _read(code), (*TAKING_PART, *_parts_of_ballots())

    missing = [
        message.id
        for message in dutch
        if message.id and _stands_in(met, message) and not _said(catalogue, message)
    ]

    assert missing == []


@pytest.mark.parametrize("code", ["en", *PARTIAL])
def test_a_translation_fills_in_only_what_the_dutch_fills_in(code: str) -> None:
    strange = [message.id for message in _read(code) if message.id and not _fits(message)]

    assert strange == []


@pytest.mark.parametrize("code", ["en", *PARTIAL])
def test_what_a_machine_wrote_is_marked_until_somebody_read_it(code: str) -> None:
    if READ.search(catalogues()[code].read_text("utf-8")):
        return

    unmarked = [message.id for message in _read(code) if message.id and not message.fuzzy]

    assert unmarked == []


def test_collecting_the_sentences_keeps_every_mark(collected: Path, tmp_path: Path) -> None:
    english = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    english.parent.mkdir(parents=True)
    shutil.copy(catalogues()["en"], english)

    update = ("-m", "babel.messages.frontend", "-q", "update", "--no-fuzzy-matching")
    subprocess.run(
        [sys.executable, *update, "-i", str(collected), "-d", str(tmp_path), "-l", "en"],
        cwd=ROOT,
        check=True,
    )

    was_marked, now_marked = _marks(catalogues()["en"]), _marks(english)
    assert any(was_marked.values())
    assert [words for words, is_marked in now_marked.items() if was_marked[words] > is_marked] == []


def _marks(file: Path) -> Counter[str]:
    """Each sentence, and whether it is marked; nothing is said of one that is not there."""
    with file.open("rb") as opened:
        messages = [message for message in read_po(opened, locale="en") if message.id]
    return Counter({str(message.id): int(message.fuzzy) for message in messages})


def _read(code: str) -> Catalog:
    with catalogues()[code].open("rb") as opened:
        return read_po(opened, locale=code)


def _parts_of_ballots() -> set[str]:
    """What the ballots of all methods share."""
    voting = ROOT / "templates" / "voting"
    ballots = voting.glob("*/_ballot.html")
    found = {part for file in ballots for part in PART_OF_A_BALLOT.findall(file.read_text("utf-8"))}
    return {f"templates/{part}" for part in found}


def _stands_in(patterns: Iterable[str], message: Message) -> bool:
    files = [file for file, _line in message.locations]
    return any(fnmatch(file, pattern) for file in files for pattern in patterns)


def _fits(message: Message) -> bool:
    known = _places(" ".join(_forms(message.id)))
    return all(_places(form) <= known for form in _forms(message.string))


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def _said(catalogue: Catalog, message: Message) -> bool:
    key = message.id[0] if isinstance(message.id, tuple | list) else message.id
    found = catalogue.get(key)
    if found is None:
        return False
    return all(found.string) if isinstance(found.string, tuple | list) else bool(found.string)


def _same_places(message: Message) -> bool:
    if isinstance(message.id, tuple | list) and isinstance(message.string, tuple | list):
        return _places(message.id[1]) == _places(message.string[1])
    return _places(str(message.id)) == _places(str(message.string))


def _places(text: str) -> set[str]:
    return set(PLACE.findall(text))
