"""Browser of the tests: Debian's own Chromium, installed where that is possible."""

import os
import shutil
import subprocess
import sys

BROWSER_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first has no windows to draw, so it is taken where both are there."""


def chromium() -> str | None:
    """Where the browser is: what CHROMIUM says, else the first that is installed."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSER_NAMES)), None)


def provide_chromium() -> None:
    """Install it if it is missing and we may; else say in one line what to do."""
    if chromium():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit("The tests need Chromium. On Debian: sudo apt install chromium")
    print("Set-up: installing Debian's chromium for the tests (about a minute)", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("update", "install -y --no-install-recommends chromium"):
        done = subprocess.run(
            ["apt-get", "-qq", *command.split()], env=quiet, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            sys.exit("Chromium could not be installed: the lines above say why.")
