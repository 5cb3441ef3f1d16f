"""What `flask check` calls unsafe."""

import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from plumbing.hosting.dangers import dangers

SAFE = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "HOST_KEY": "fedcba9876543210" * 4,
    "BASE_URL": "https://gehoord.example",
    "MAIL_SERVER": "mail.example",
    "MAIL_TLS": True,
    "MAIL_FROM": "Gehoord <gehoord@gehoord.example>",
    "OUTBOX": "instance/outbox",
    "REDIS_URL": "",
    "DATABASE_URL": "sqlite:///gehoord.db",
}


def test_safe_settings_are_left_in_peace(tmp_path: Path) -> None:
    assert dangers(SAFE, tmp_path, debug=False) == []


@pytest.mark.parametrize(
    ("setting", "value", "word"),
    [
        ("SECRET_KEY", "dev", "SECRET_KEY"),
        ("SECRET_KEY", "changeme" * 8, "SECRET_KEY"),
        ("HOST_KEY", "", "HOST_KEY"),
        ("BASE_URL", "", "BASE_URL"),
        ("BASE_URL", "http://gehoord.example", "https"),
        ("MAIL_SERVER", "", "MAIL_SERVER"),
        ("MAIL_TLS", False, "MAIL_TLS"),
        ("MAIL_FROM", "Gehoord <gehoord@localhost>", "MAIL_FROM"),
        ("REDIS_URL", "redis://redis", "PostgreSQL"),
    ],
)
def test_each_unsafe_setting_is_one_line(
    tmp_path: Path, setting: str, value: Any, word: str
) -> None:
    found = dangers({**SAFE, setting: value}, tmp_path, debug=False)

    assert len(found) == 1
    assert word in found[0]


def test_debug_is_unsafe(tmp_path: Path) -> None:
    assert "Debug" in dangers(SAFE, tmp_path, debug=True)[0]


@pytest.mark.parametrize("name", ["host.key", "secret.key", "gehoord.db"])
def test_a_file_that_others_can_read_is_unsafe_in_an_open_folder(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    path.chmod(0o644)

    tmp_path.chmod(0o755)
    in_the_open = dangers(SAFE, tmp_path, debug=False)
    tmp_path.chmod(0o700)
    behind_a_door = dangers(SAFE, tmp_path, debug=False)

    assert str(path) in in_the_open[0]
    assert behind_a_door == []


def test_the_command_ends_non_zero_when_something_is_unsafe(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["check"])

    assert result.exit_code == 1
    assert "BASE_URL is missing" in result.output


def test_keys_made_on_first_start_are_safe(tmp_path: Path) -> None:
    from plumbing.hosting.settings import settings_from_environment

    made = settings_from_environment(tmp_path / "instance")

    found = dangers({**SAFE, "SECRET_KEY": made["SECRET_KEY"]}, tmp_path / "instance", debug=False)
    assert found == []
    assert os.stat(tmp_path / "instance").st_mode & 0o077 == 0
