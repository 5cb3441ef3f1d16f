"""The production server's settings: `gunicorn -c plumbing/server.py`."""

# Before anything else is imported, or sockets and locks would block the whole worker.
from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402
import os  # noqa: E402
from typing import Any  # noqa: E402

wsgi_app = "app:create_app()"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gevent"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_connections = 4000
preload_app = True
keepalive = 15
# Open live streams end only here.
graceful_timeout = 3
control_socket_disable = True
loglevel = os.environ.get("LOG_LEVEL", "warning")


def pre_fork(_server: Any, _worker: Any) -> None:
    """Keep what was loaded before the fork shared between the workers."""
    gc.freeze()
