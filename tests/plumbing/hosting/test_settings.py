"""The keys of an installation: made once, and the same for every process."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from plumbing.hosting.settings import settings_from_environment


def test_processes_that_start_together_agree_on_the_keys(tmp_path: Path) -> None:
    together = Barrier(8)

    def start(_: int) -> tuple[str, str]:
        together.wait()
        made = settings_from_environment(tmp_path / "instance")
        return made["SECRET_KEY"], made["HOST_KEY"]

    with ThreadPoolExecutor(8) as starting:
        keys = set(starting.map(start, range(8)))

    ((secret, host),) = keys
    assert len(secret) == len(host) == 64
    assert sorted(path.name for path in (tmp_path / "instance").iterdir()) == [
        "host.key",
        "secret.key",
    ]
