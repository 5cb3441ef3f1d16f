"""Room of meetings: its pages, and what it answers to."""

from flask import Flask

from communities import events, log
from decisions.ballots import after_voting
from meetings import (
    following,
    models,
    quick_pages,
    remote_pages,
    screen_pages,
    walk_in_pages,
    walking_in,
)
from plumbing.web import add_pages
from plumbing.words.language import taking_part

TABLES = (models,)
PAGES = (screen_pages, following, remote_pages, quick_pages, walk_in_pages)


def init_app(app: Flask) -> None:
    """Add the pages of this room to the application, and its answers to what others offer."""
    add_pages(app, PAGES)
    _answer()


def _answer() -> None:
    after_voting.ways.add(following.onward)
    events.screen_codes.add(following.path_for)
    log.sentences.update(walking_in.SENTENCES)
    taking_part.add(following.pages.name)
