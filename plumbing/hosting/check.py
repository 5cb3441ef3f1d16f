"""`make check`: every tool at the same time, and what each has to say one after the other."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent
TOOLS = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy", "."),
    "imports": ("lint-imports", "--no-logo"),
    "templates": ("djlint", "--lint", "templates"),
}


def main() -> int:
    """0 when no tool complains."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = dict(zip(TOOLS, pool.map(_ask, TOOLS.values()), strict=True))
    for name, answer in answers.items():
        print(f"{name}: {'good' if answer.returncode == 0 else 'NOT GOOD'}")
        if answer.returncode:
            print(answer.stdout)
    return int(any(answer.returncode for answer in answers.values()))


def _ask(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    tool, *arguments = command
    return subprocess.run(
        [BIN / tool, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
