"""What stands in a file of the database."""

import subprocess
from pathlib import Path


def bytes_of(path: str | Path) -> bytes:
    """Read by another process: closing the file here would drop SQLite's own locks on it."""
    return subprocess.run(["cat", path], check=True, capture_output=True).stdout
