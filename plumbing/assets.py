"""Assets: static files joined, made small, named after their content and kept for a year."""

import hashlib
import json
import os
import re
import tempfile
import time
from pathlib import Path

import rcssmin
from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from plumbing.folders import STATIC

VENDOR = STATIC / "vendor"
BUILT = STATIC / "built"
MANIFEST = BUILT / "manifest.json"
PREFIX = "/static/"
DAY = 24 * 60 * 60
HASHED = r"\.[0-9a-f]{12}\.\w+$"
IN_CSS = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')\s]+)["']?\s*\)""")


class Assets:
    """The built files of one application, by the names that templates use."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._built_at = 0.0

    def url(self, name: str) -> str:
        """The address of `gehoord.css`, `gehoord.js`, `htmx.js`, `fonts/…` or `icons/…`."""
        if not self._names:
            self._names = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else build()
        return PREFIX + self._names[name]

    def refresh(self) -> None:
        """Build anew if a source changed since the last look: for whoever is working on them."""
        newest = max(path.stat().st_mtime for path in _sources())
        if newest > self._built_at:
            self._built_at, self._names = newest, build()


def init_app(app: Flask) -> None:
    """Serve the built files ahead of the application, and give templates their addresses."""
    assets = Assets()
    app.add_template_global(assets.url, "asset_url")
    if app.debug:
        app.before_request(assets.refresh)
    BUILT.mkdir(exist_ok=True)
    served = WhiteNoise(
        app.wsgi_app,
        immutable_file_test=HASHED,
        allow_all_origins=False,
        autorefresh=app.debug,
    )
    served.FOREVER = 365 * DAY
    served.add_files(str(BUILT), PREFIX)
    app.wsgi_app = served  # type: ignore[method-assign]


def build() -> dict[str, str]:
    """Put every file under its hashed name into static/built; which name became which."""
    BUILT.mkdir(exist_ok=True)
    names = {}
    for folder in (VENDOR / "fonts", STATIC / "icons"):
        for path in sorted(folder.glob("*.*")):
            names[f"{folder.name}/{path.name}"] = _kept(path.name, path.read_bytes())
    names["htmx.js"] = _kept("htmx.js", _text(sorted(VENDOR.glob("*.js"))))
    names["gehoord.js"] = _kept("gehoord.js", _script())
    names["gehoord.css"] = _kept("gehoord.css", _style(names))
    _write(MANIFEST, json.dumps(names, indent=1).encode())
    _forget({*names.values()})
    return names


def _style(names: dict[str, str]) -> bytes:
    def hashed(match: re.Match[str]) -> str:
        path = (STATIC / "css" / match[1]).resolve()
        return f'url("{PREFIX}{names[f"{path.parent.name}/{path.name}"]}")'

    # The number in front of a file's name is its place, whichever room it stands in.
    files = sorted((STATIC / "css").rglob("*.css"), key=lambda path: path.name)
    source = _text(files).decode()
    return str(rcssmin.cssmin(IN_CSS.sub(hashed, source))).encode()


def _script() -> bytes:
    # Each behaviour keeps its names to itself, as it would in a file of its own.
    behaviours = [path.read_bytes() for path in sorted((STATIC / "js").glob("*.js"))]
    return b"".join(b"(() => {\n" + behaviour + b"})();\n" for behaviour in behaviours)


def _text(paths: list[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths)


def _kept(name: str, content: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{suffix}"
    path = BUILT / hashed
    _write(path, content)
    compressor = Compressor(quiet=True)
    if compressor.should_compress(hashed):
        compressor.compress(str(path))
    return hashed


def _write(path: Path, content: bytes) -> None:
    # Others may be reading: they find the old file or the new one, never half of it,
    # and who starts a server meanwhile lists only whole files.
    with tempfile.NamedTemporaryFile(dir=BUILT.parent, prefix=".", delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def _forget(names: set[str]) -> None:
    # A page that was opened before an update still asks for the files of then.
    for path in BUILT.iterdir():
        current = path.name.removesuffix(".gz").removesuffix(".br") in names or path == MANIFEST
        if not current and path.stat().st_mtime < time.time() - 7 * DAY:
            path.unlink(missing_ok=True)


def _sources() -> list[Path]:
    folders = (STATIC / "css", STATIC / "js", STATIC / "icons", VENDOR)
    return [path for folder in folders for path in folder.rglob("*")]


if __name__ == "__main__":
    build()
