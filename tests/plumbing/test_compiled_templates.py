"""Templates are kept as they were compiled, and a page never waits for room to keep them."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2.bccache import FileSystemBytecodeCache

from app import create_app
from tests.conftest import INSTANCE


@pytest.fixture
def fresh(tmp_path: Path) -> Flask:
    """An application that has shown no page yet, with an empty folder to keep things in."""
    app = create_app(
        {
            "TESTING": True,
            "DATABASE_URL": f"sqlite:///{INSTANCE / 'no-tables.db'}",
            "SECRET_KEY": "a key for tests",
        }
    )
    kept = app.jinja_options["bytecode_cache"]
    assert isinstance(kept, FileSystemBytecodeCache)
    kept.directory = str(tmp_path)
    return app


def test_what_was_compiled_is_kept(fresh: Flask, tmp_path: Path) -> None:
    page = fresh.test_client().get("/in")

    assert page.status_code == 200
    assert len(list(tmp_path.iterdir())) > 1


def test_a_full_disk_keeps_nobody_from_a_page(
    fresh: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(FileSystemBytecodeCache, "dump_bytecode", no_room)

    assert fresh.test_client().get("/in").status_code == 200
    assert list(tmp_path.iterdir()) == []
