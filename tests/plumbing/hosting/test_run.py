"""`make run` and `make dev` say at once what is wrong, and leave no process behind."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from plumbing.folders import ROOT
from plumbing.hosting import run


def tried(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plumbing.hosting.run", *options],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_port_in_use_is_one_clear_line_before_anything_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        done = tried(PORT=port)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"Port {port} on 127.0.0.1 is in use. Try another: make run PORT=8001\n"


@pytest.mark.parametrize("port", ["eight", "70000"])
def test_a_port_that_is_none_is_one_clear_line(port: str) -> None:
    done = tried(PORT=port)

    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} on 127.0.0.1 cannot be used (")
    assert done.stderr.count("\n") == 1


def test_a_process_that_ignores_the_question_is_ended_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "STOP_SECONDS", 0.2)
    ignoring = "import signal as s; s.signal(s.SIGTERM, s.SIG_IGN); print('ready'); s.pause()"
    deaf = subprocess.Popen(
        [sys.executable, "-u", "-c", ignoring], stdout=subprocess.PIPE, start_new_session=True
    )
    assert deaf.stdout is not None
    with deaf.stdout as words:
        words.readline()

    run.end(deaf, signal.SIGTERM)

    assert deaf.returncode == -signal.SIGKILL


def test_a_server_that_started_another_leaves_none_behind() -> None:
    pause = "import signal; print('ready', flush=True); signal.pause()"
    starting = f"import subprocess as s, sys; s.run([sys.executable, '-c', {pause!r}])"
    watcher = subprocess.Popen(
        [sys.executable, "-c", starting], stdout=subprocess.PIPE, start_new_session=True
    )
    assert watcher.stdout is not None
    with watcher.stdout as words:
        assert words.readline() == b"ready\n"

        run.end(watcher, signal.SIGTERM)

        # Once nobody is there to write any more, there is nothing left to read.
        assert words.read() == b""


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_a_server_that_runs_code_for_whoever_asks_listens_to_nobody_else(host: str) -> None:
    done = tried("--reload", HOST=host)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("make dev lets whoever reaches it run code")
    assert done.stderr.count("\n") == 1
