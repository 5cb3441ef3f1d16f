"""One step of set-up, done only when what it is made from has changed."""

import fcntl
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plumbing.folders import ROOT

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"


@dataclass(frozen=True)
class BuildStep:
    """What is made, from which files, and how."""

    name: str
    announcement: str
    sources: tuple[Path, ...]
    results: tuple[Path, ...]
    make: Callable[[], None]

    def run(self) -> bool:
        """Make it if need be, and tell whether there was a need."""
        fingerprint = self._fingerprint()
        stamp = STAMPS / self.name
        there = all(path.exists() for path in (*self.results, stamp))
        if there and stamp.read_text() == fingerprint:
            return False
        print(f"Set-up: {self.announcement}", flush=True)
        self.make()
        STAMPS.mkdir(parents=True, exist_ok=True)
        stamp.write_text(fingerprint)
        return True

    def _fingerprint(self) -> str:
        # A checkout that moved needs a new .venv, and so does another Python.
        digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
        for path in _files(self.sources):
            digest.update(f"\n{path.relative_to(ROOT)}\n".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()


def _files(sources: tuple[Path, ...]) -> list[Path]:
    found = [path for source in sources for path in (source, *sorted(source.rglob("*")))]
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups of the same checkout wait for each other."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
