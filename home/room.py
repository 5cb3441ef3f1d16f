"""Room of home: its pages."""

from flask import Flask

from home import pages
from plumbing.web import add_pages

PAGES = (pages,)


def init_app(app: Flask) -> None:
    """Add the pages of this room to the application."""
    add_pages(app, PAGES)
