"""Set-up: `python -m plumbing.hosting.setup [--tools] [--browser]`, each step when needed."""

import sys
from collections.abc import Callable

from plumbing.folders import ROOT
from plumbing.hosting.setup.browser import provide_chromium
from plumbing.hosting.setup.packages import (
    LOCKS,
    NODE_MODULES,
    VENDOR,
    fetch_from_npm,
    install_tools,
    make_venv,
    run_in_venv,
)
from plumbing.hosting.setup.steps import PYTHON, BuildStep, one_at_a_time

PLUMBING = ROOT / "plumbing"
STATIC = ROOT / "static"
TRANSLATIONS = ROOT / "translations"


def set_up(*, tools: bool = False) -> None:
    """What `make run` needs; with the tools, what `make check` and `make test` need too."""
    with one_at_a_time():
        done = [step.run() for step in _steps(tools=tools)]
    if not any(done):
        print("Set-up: nothing to do.", flush=True)


def _steps(*, tools: bool) -> list[BuildStep]:
    from_npm = (
        ROOT / "package-lock.json",
        ROOT / "package.json",
        PLUMBING / "setup" / "packages.py",
        PLUMBING / "setup" / "scripts.py",
    )
    catalogues = tuple(sorted(TRANSLATIONS.rglob("*.po")))
    steps = [
        BuildStep(
            "python",
            "making .venv with the locked packages (half a minute)",
            (LOCKS / "setup.txt", LOCKS / "main.txt"),
            (PYTHON,),
            make_venv,
        ),
        BuildStep(
            "npm",
            "taking htmx and the fonts out of npm packages",
            from_npm,
            (VENDOR / "fonts", VENDOR / "scripts", NODE_MODULES),
            fetch_from_npm,
        ),
        BuildStep(
            "paper",
            "unpacking the fonts for paper",
            (
                *from_npm,
                PLUMBING / "setup" / "paper.py",
                PLUMBING / "fonts.py",
                PLUMBING / "signs.py",
            ),
            (VENDOR / "print",),
            _module("plumbing.hosting.setup.paper"),
        ),
        BuildStep(
            "words",
            "compiling the translations",
            catalogues,
            tuple(catalogue.with_suffix(".mo") for catalogue in catalogues),
            _compile,
        ),
        BuildStep(
            "assets",
            "building the static files",
            (STATIC / "css", STATIC / "js", STATIC / "icons", VENDOR, PLUMBING / "assets.py"),
            (STATIC / "built" / "manifest.json",),
            _module("plumbing.assets"),
        ),
    ]
    if tools:
        steps.append(
            BuildStep(
                "tools",
                "installing what checks and tests need (half a minute)",
                (LOCKS / "main.txt", LOCKS / "dev.txt"),
                (PYTHON,),
                install_tools,
            )
        )
    return steps


def _module(name: str) -> Callable[[], None]:
    return lambda: run_in_venv("-m", name)


def _compile() -> None:
    if any(TRANSLATIONS.rglob("*.po")):
        # What nobody read yet is marked fuzzy, and shown all the same: the page says so.
        compile_all = ("compile", "--use-fuzzy", "-d", str(TRANSLATIONS))
        run_in_venv("-m", "babel.messages.frontend", "--quiet", *compile_all)


if __name__ == "__main__":
    set_up(tools="--tools" in sys.argv)
    if "--browser" in sys.argv:
        provide_chromium()
