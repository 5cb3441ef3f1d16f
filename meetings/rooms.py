"""What this room brings into the application."""

from flask import Flask

from meetings import models

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Hang the pages of this room into the application."""
