"""The production server's settings: `gunicorn -c plumbing/hosting/server.py`."""

# Before anything else is imported, or sockets and locks would block the whole worker.
import gc

from gevent import events, monkey

# Nothing here plugs into gevent, and to find that out it reads all packages again and again.
events.notify_and_call_entry_points = events.notify  # type: ignore[attr-defined]
monkey.patch_all()
# What is loaded at the start is there to stay; looking for what is not only takes time.
gc.disable()

import importlib  # noqa: E402
import os  # noqa: E402

# What a server notes about itself is in UTC; else Babel looks through every zone for the host's.
os.environ.setdefault("TZ", "UTC")

from typing import Any  # noqa: E402

wsgi_app = "app:create_app()"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gevent"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_connections = 4000
keepalive = 15
# Each worker listens for itself, or the first who came took nearly every phone of a hall.
reuse_port = True
# Open live streams end only here.
graceful_timeout = 3
control_socket_disable = True
loglevel = os.environ.get("LOG_LEVEL", "warning")


def on_starting(_server: Any) -> None:
    """Load the code once, for all workers to share; each then makes an application of its own."""
    importlib.import_module("app")
    if os.environ.get("DATABASE_URL", "").startswith("postgresql"):
        importlib.import_module("sqlalchemy.dialects.postgresql.psycopg")
        importlib.import_module("psycopg")
    gc.freeze()
    gc.enable()


def post_worker_init(worker: Any) -> None:
    """Asked to stop, a worker first ends its live streams, so that nobody waits for them."""
    from plumbing import live

    live.ends_with(lambda: not worker.alive)
