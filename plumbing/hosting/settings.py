"""Settings of one installation: from the environment, with keys made on first start."""

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any


def settings_from_environment(instance: Path) -> dict[str, Any]:
    """Everything a host can set, and what holds where she set nothing."""
    instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    base_url = os.environ.get("BASE_URL", "").rstrip("/")
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    own_address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"
    behind_tls = base_url.startswith("https://")
    return {
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{instance / 'gehoord.db'}",
        "REDIS_URL": os.environ.get("REDIS_URL", ""),
        "JOBS_FILE": str(instance / "jobs.db"),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or _kept_key(instance / "secret.key"),
        "HOST_KEY": os.environ.get("HOST_KEY") or _kept_key(instance / "host.key"),
        "BASE_URL": base_url,
        "OWN_ADDRESS": own_address,
        "BEHIND_TLS": behind_tls,
        "TRUSTED_PROXIES": int(os.environ.get("TRUSTED_PROXIES", "0")),
        "FOUNDING": "closed" if os.environ.get("FOUNDING") == "closed" else "open",
        "SECURITY_CONTACT": os.environ.get("SECURITY_CONTACT", ""),
        "MAIL_SERVER": os.environ.get("MAIL_SERVER", ""),
        "MAIL_PORT": int(os.environ.get("MAIL_PORT", "587")),
        "MAIL_TLS": os.environ.get("MAIL_TLS", "1") == "1",
        "MAIL_USER": os.environ.get("MAIL_USER", ""),
        "MAIL_PASSWORD": os.environ.get("MAIL_PASSWORD", ""),
        "MAIL_FROM": os.environ.get("MAIL_FROM", "Gehoord <gehoord@localhost>"),
        "OUTBOX": str(instance / "outbox"),
        "PERMANENT_SESSION_LIFETIME": timedelta(days=90),
        "SESSION_COOKIE_NAME": "gehoord",
        "SESSION_COOKIE_SECURE": behind_tls,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "BABEL_DEFAULT_LOCALE": "nl",
        "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
        "RATELIMIT_STORAGE_URI": _limits_at(os.environ.get("REDIS_URL", "")),
        "RATELIMIT_HEADERS_ENABLED": False,
        "COMPRESS_MIN_SIZE": 500,
    }


def _limits_at(redis_url: str) -> str:
    """Where requests are counted; Flask-Limiter has a name of its own for a Redis on a socket."""
    if redis_url.startswith("unix://"):
        return f"redis+{redis_url}"
    return redis_url or "lately://"


def _kept_key(path: Path) -> str:
    """A random key that stays the same from one start to the next."""
    if not path.exists():
        # Written whole before it has its name: another process never reads half a key.
        with NamedTemporaryFile("w", dir=path.parent, prefix=".") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text().strip()
