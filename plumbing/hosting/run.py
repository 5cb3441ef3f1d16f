"""`make run`, `make dev`: set-up, database, demo, then server and jobs until one of them ends."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType

from plumbing.folders import ROOT
from plumbing.hosting.setup.__main__ import set_up
from plumbing.hosting.setup.steps import PYTHON

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
SERVER = ("gunicorn", "-c", "plumbing/hosting/server.py")
RELOADING = ("flask", "run", "--debug", "--host", HOST, "--port", PORT)
"""Starts anew when a Python file changes; templates and static files are read anew as they are."""
THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
JOBS = ("huey.bin.huey_consumer", "worker.queue", "-k", "thread", "-q", "-m", "1")
STOP_SECONDS = 10.0
"""Seconds a process gets to end by itself."""


def main(serve: tuple[str, ...] = SERVER) -> int:
    """Run until stopped; 0 when somebody asked for it, 1 when a process fell over."""
    if serve == RELOADING and HOST not in THIS_MACHINE:
        sys.exit("make dev lets whoever reaches it run code: without HOST only this machine does.")
    refuse_taken_port()
    set_up()
    flask("migrate")
    links = flask("demo", "--links")
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, _stop)
    server, jobs = start(serve), start(JOBS)
    try:
        if answers(server):
            address = f"http://{_shown_host()}:{PORT}"
            print(f"\nGehoord runs on {address}\n{links}\nCtrl-C stops it.", flush=True)
        while server.poll() is None and jobs.poll() is None:
            time.sleep(0.2)
        print("Gehoord stopped: the lines above say why.", file=sys.stderr)
        return 1
    except StopAsked:
        print("\nGehoord stops.", flush=True)
        return 0
    finally:
        end(server, signal.SIGTERM)
        end(jobs, signal.SIGINT)


class StopAsked(BaseException):
    """Somebody wants it to stop."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, signal.SIG_IGN)
    raise StopAsked


def refuse_taken_port() -> None:
    """Say so at once, before any work is done."""
    family = socket.AF_INET6 if ":" in HOST else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST.strip("[]"), int(PORT)))
        except (OSError, ValueError, OverflowError) as error:
            taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
            why = "is in use" if taken else f"cannot be used ({error})"
            sys.exit(f"Port {PORT} on {HOST} {why}. Try another: make run PORT=8001")


def flask(*arguments: str) -> str:
    """What a command of the application prints."""
    done = subprocess.run(
        [PYTHON, "-m", "flask", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"`flask {arguments[0]}` failed: the lines above say why.")
    return done.stdout


def start(module: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """A process of its own group, so that Ctrl-C reaches us alone and each ends in its own way."""
    return subprocess.Popen([PYTHON, "-m", *module], cwd=ROOT, start_new_session=True)


def answers(server: subprocess.Popen[bytes]) -> bool:
    """Wait until the server takes visitors."""
    while server.poll() is None:
        try:
            socket.create_connection((_shown_host(), int(PORT)), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def end(process: subprocess.Popen[bytes], politely: signal.Signals) -> None:
    """Ask, wait, and insist when asking did not help."""
    if process.poll() is None:
        process.send_signal(politely)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    # A reloading server is two: who watches the files, and whom it started.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)


def _shown_host() -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "localhost"}.get(HOST, HOST)


if __name__ == "__main__":
    sys.exit(main(RELOADING if "--reload" in sys.argv else SERVER))
