"""Everything that Gehoord is made of has a licence that goes along with its own."""

import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from plumbing.folders import ROOT
from plumbing.hosting import licences
from plumbing.hosting.licence_terms import OURS, READ_BY_HAND, Part, Unknown, goes_along
from plumbing.hosting.licences import TARGET, page, spdx
from plumbing.hosting.locks import locked, locked_from_npm
from plumbing.hosting.recount import pack
from plumbing.hosting.setup.packages import VENDOR

LICENCE = (ROOT / "LICENSE").read_text(encoding="utf-8")
COPYRIGHT, TERMS = 0, 14
"""Where a font keeps them, in its table of names."""


def test_ours_is_the_whole_eupl() -> None:
    articles = [line for line in LICENCE.splitlines() if line.partition(".")[0].isdigit()]

    assert LICENCE.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [int(line.partition(".")[0]) for line in articles] == list(range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in LICENCE


def test_the_project_says_its_licence_to_machines() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert (project["license"], project["license-files"]) == (OURS, ["LICENSE"])


def test_the_page_is_what_make_licences_writes() -> None:
    written = TARGET.read_text(encoding="utf-8")

    assert page(written) == written


def test_every_locked_package_stands_on_the_page() -> None:
    written = TARGET.read_text(encoding="utf-8")
    names = {name for lock in ("main", "dev", "setup", "node") for name in locked(lock)}

    missing = [
        name
        for name in names | {package.name for package in locked_from_npm()}
        if f"| {name} | " not in written
    ]

    assert missing == []


@pytest.mark.parametrize("licence", ["SSPL-1.0", "not said", "MIT AND SSPL-1.0", "Ask us", "mit"])
def test_a_licence_that_forbids_ours_or_that_nobody_read_stops_it_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], licence: str
) -> None:
    before = TARGET.read_text(encoding="utf-8")
    monkeypatch.setattr(licences, "on_the_server", lambda: [Part("flask", licence)])

    code = licences.main()

    assert code == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("flask: ")
    assert licence in line
    assert TARGET.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("licence", ["MIT", "SSPL-1.0 OR MIT", "MIT AND PSF-2.0"])
def test_a_choice_is_enough_and_what_comes_together_must_all_do(licence: str) -> None:
    assert Part("flask", licence).refusal() == ""


def test_nothing_is_written_where_something_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "tools", lambda: [Part("ruff", "Ask us")])

    with pytest.raises(Unknown, match="ruff"):
        page("")


def test_what_was_read_by_hand_is_no_other_than_the_package_says() -> None:
    assert [name for name in READ_BY_HAND if not _says_the_same(name)] == []


def _says_the_same(name: str) -> bool:
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return True
    words = [*(metadata.get_all("License-Expression") or []), *(metadata.get_all("License") or [])]
    return {spdx(each) for each in words if goes_along(spdx(each))} <= {READ_BY_HAND[name]}


@pytest.mark.parametrize("font", sorted((VENDOR / "fonts").iterdir()), ids=lambda font: font.name)
def test_a_font_says_by_whom_it_is_and_on_what_terms(font: Path) -> None:
    names = TTFont(font)["name"]

    assert names.getDebugName(COPYRIGHT).startswith("Copyright")
    assert "OFL" in names.getDebugName(TERMS) or "openfontlicense" in names.getDebugName(TERMS)


def test_what_make_recount_hands_out_holds_the_licence(tmp_path: Path) -> None:
    with zipfile.ZipFile(pack(tmp_path / "gehoord-recount.pyz")) as packed:
        assert packed.read("LICENSE").decode() == LICENCE
