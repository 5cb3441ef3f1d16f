"""Another language is one file: put it there, and its voters read it."""

from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from flask import Flask
from flask_babel import Babel, force_locale, gettext

from plumbing.words import catalogues
from plumbing.words.language import LANGUAGES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of Polish with one sentence, translated by a machine."""
    polish = Catalog(locale="pl", fuzzy=False, header_comment="# Covers: taking part")
    polish.add("Stemmen", "Głosuj", flags=("fuzzy",))
    home = tmp_path / "pl" / "LC_MESSAGES"
    home.mkdir(parents=True)
    with (home / "messages.po").open("wb") as file:
        write_po(file, polish)
    with (home / "messages.mo").open("wb") as file:
        write_mo(file, polish, use_fuzzy=True)
    return tmp_path


def test_another_language_is_one_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "TRANSLATIONS", folder)

    files = catalogues.catalogues()

    assert list(files) == ["pl"]
    assert not catalogues.is_whole(files["pl"])
    assert catalogues.self_named("pl") == "Polski"
    assert catalogues.has_unread.__wrapped__("pl")
    (state,) = catalogues.states.__wrapped__()
    assert (state.said, state.unread) == (1, 1)


def test_each_language_is_called_as_babel_knows_it() -> None:
    for code, name in LANGUAGES.items():
        known = Locale.parse(code).get_display_name(code)
        assert known is not None
        assert name.casefold() == known.casefold()


def test_what_nobody_read_yet_is_shown(folder: Path) -> None:
    app = Flask(__name__)
    Babel(app, default_translation_directories=str(folder))
    stemmen = "Stemmen"

    with app.app_context(), force_locale("pl"):
        assert gettext(stemmen) == "Głosuj"
