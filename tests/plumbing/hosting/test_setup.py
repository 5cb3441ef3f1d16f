"""Set-up does a step once, and does it again only when what it is made from has changed."""

import os
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from plumbing.folders import ROOT
from plumbing.hosting.setup import steps
from plumbing.hosting.setup.browser import provide_chromium
from plumbing.hosting.setup.packages import LOCKS, VENDOR
from plumbing.hosting.setup.steps import BuildStep


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "stamps")
    lock = tmp_path / "lock.txt"
    lock.write_text("flask")
    return lock


def copying(lock: Path) -> BuildStep:
    copy = lock.with_suffix(".copy")
    return BuildStep("copy", "copying", (lock,), (copy,), lambda: copy.touch())


def test_a_step_is_done_once(lock: Path) -> None:
    step = copying(lock)

    assert [step.run(), step.run()] == [True, False]


def test_a_changed_source_is_a_reason_to_do_it_again(lock: Path) -> None:
    step = copying(lock)
    step.run()

    lock.write_text("flask and more")

    assert step.run()


def test_a_lost_result_is_a_reason_to_do_it_again(lock: Path) -> None:
    step = copying(lock)
    step.run()

    lock.with_suffix(".copy").unlink()

    assert step.run()


@pytest.mark.parametrize("lock", sorted(LOCKS.glob("*.txt")), ids=lambda lock: lock.name)
def test_a_lock_holds_hashes_and_no_addresses(lock: Path) -> None:
    text = lock.read_text()

    assert "--hash=sha256:" in text
    assert "://" not in text


def test_the_lock_of_npm_holds_hashes_and_no_addresses_to_download_from() -> None:
    text = (ROOT / "package-lock.json").read_text()

    assert "sha512-" in text
    assert '"resolved"' not in text


@pytest.mark.parametrize("weight", [400, 700])
def test_paper_has_turkish_and_polish_letters_in_one_font(weight: int) -> None:
    font = TTFont(VENDOR / "print" / f"atkinson-hyperlegible-next-{weight}.ttf")

    letters = set(map(ord, "abcABC şğıŞİ łąę €"))

    assert letters <= set(font.getBestCmap())
    font.close()


@pytest.mark.parametrize("target", ["test", "bench"])
def test_what_looks_through_a_browser_provides_one_first(target: str) -> None:
    _, _, recipe = (ROOT / "Makefile").read_text().partition(f"\n{target}: ")

    assert "$(SETUP) --tools --browser" in recipe.partition("\n\n")[0]


def test_where_no_browser_can_be_installed_one_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit, match="sudo apt install chromium"):
        provide_chromium()


def test_the_pip_of_the_house_is_the_locked_one() -> None:
    assert f"pip=={version('pip')} " in (LOCKS / "setup.txt").read_text()
