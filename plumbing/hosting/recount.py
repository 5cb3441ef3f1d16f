"""`make recount`: packs the counting as one file that runs on Python alone."""

import sys
import zipapp
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from tempfile import TemporaryDirectory

from plumbing.folders import ROOT

TARGET = ROOT / "gehoord-recount.pyz"
MAIN = """import sys

from voting.__main__ import main

sys.exit(main())
"""


def pack(target: Path = TARGET) -> Path:
    """Writes `voting/` and a way in as one file; `python gehoord-recount.pyz FILE` counts."""
    with TemporaryDirectory() as folder:
        source = Path(folder)
        copytree(ROOT / "voting", source / "voting", ignore=ignore_patterns("__pycache__"))
        # Whoever gets the file may hand it on, and has to find in it on what terms.
        copy(ROOT / "LICENSE", source)
        (source / "__main__.py").write_text(MAIN, encoding="utf-8")
        zipapp.create_archive(source, target, "/usr/bin/env python3", compressed=True)
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{pack().name}\n")
