"""Paths within this house: whole addresses for mail and paper, and none that lead elsewhere."""

from urllib.parse import urlsplit

from flask import current_app


def absolute(path: str) -> str:
    """The whole address of a path. Never from the Host header, which anybody can make up."""
    config = current_app.config
    if config["BASE_URL"]:
        root = str(config["BASE_URL"])
    elif config["SERVER_NAME"]:
        root = f"{config['PREFERRED_URL_SCHEME']}://{config['SERVER_NAME']}"
    else:
        root = str(config["OWN_ADDRESS"])
    return root.rstrip("/") + path


def path_to(endpoint: str, **values: object) -> str:
    """The path of a page, also where no request is being answered."""
    return current_app.url_map.bind("").build(endpoint, values)


def local(path: str | None, otherwise: str = "/") -> str:
    """The path, if it stays within this house and is no longer than 300 characters."""
    if not path or len(path) > 300 or not path.startswith("/") or path.startswith("//"):
        return otherwise
    # Browsers read a backslash as a slash and drop tabs and line ends.
    if "\\" in path or not path.isprintable() or any(urlsplit(path)[:2]):
        return otherwise
    return path
