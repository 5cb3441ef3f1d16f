"""What this room brings into the application."""

from flask import Flask

from communities import events
from decisions.ballots import after_voting as onward
from meetings import (
    following,
    models,
    quick_pages,
    remote_pages,
    screen_pages,
    walk_in_pages,
)
from plumbing.words.language import taking_part

__all__ = ["init_app", "models"]

events.screen_codes.append(following.path_for)
onward.ways.append(following.onward)

BLUEPRINTS = (
    screen_pages.pages,
    following.pages,
    remote_pages.pages,
    quick_pages.pages,
    walk_in_pages.pages,
)


def init_app(app: Flask) -> None:
    """Hang the pages of this room into the application."""
    taking_part.add(following.pages.name)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
