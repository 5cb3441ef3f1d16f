"""Templates are compiled once in a run: for every worker, and for the servers that it starts.

With `GEHOORD_FRESH=1` each compiles its own.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = "COMPILED_TEMPLATES"

if FOLDER not in os.environ:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    # Workers inherit the name, so the folder is made and removed by the first process alone.
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="gehoord-templates-", dir=memory)
    atexit.register(shutil.rmtree, os.environ[FOLDER], ignore_errors=True)


def share_templates(instance: Path) -> None:
    """Who keeps things in this folder finds the templates that others compiled."""
    instance.mkdir(parents=True, exist_ok=True)
    if os.environ.get("GEHOORD_FRESH") == "1":
        return
    (instance / "templates").symlink_to(os.environ[FOLDER])
