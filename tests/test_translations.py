"""English is complete, and says as much as the Dutch does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PLACE = re.compile(r"%\((\w+)\)[sd]")
WORDS = ("-k", "_", "-k", "gettext", "-k", "ngettext:1,2", "-k", "lazy_gettext", "-k", "N_",
         "-k", "NN_:1,2")  # fmt: skip


@pytest.fixture(scope="module")
def dutch(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every sentence that stands in the code and the templates now."""
    file = tmp_path_factory.mktemp("words") / "messages.pot"
    extract = ("-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml")
    subprocess.run(
        [sys.executable, *extract, "-o", str(file), "--no-default-keywords", *WORDS, "."],
        cwd=ROOT,
        check=True,
    )
    with file.open("rb") as opened:
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
