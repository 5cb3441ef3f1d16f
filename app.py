"""Puts the rooms together: settings, extensions, blueprints, commands."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

import communities.room
import decisions.room
import demo.commands
import meetings.room
import proposals.room
from plumbing import assets, live, security, security_contact, web
from plumbing.database.session import db
from plumbing.drawing import dots as pictures
from plumbing.hosting import commands
from plumbing.hosting.settings import settings_from_environment
from plumbing.jobs import INSTANCE
from plumbing.words import language

ROOMS = (communities.room, proposals.room, decisions.room, meetings.room)


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application, with settings from the environment and whatever a test wants otherwise."""
    app = Flask(__name__, static_folder=None, instance_path=str(INSTANCE.resolve()))
    app.config.from_mapping(settings_from_environment(Path(app.instance_path)))
    app.config.from_mapping(overrides or {})

    db.init_app(app)
    live.init_app(app)
    web.init_app(app)
    language.init_app(app)
    security.init_app(app)
    security_contact.init_app(app)
    assets.init_app(app)
    app.jinja_env.globals["pictures"] = pictures
    commands.init_app(app)
    Compress(app)
    for room in ROOMS:
        room.init_app(app)
    demo.commands.init_app(app)
    if app.config["TRUSTED_PROXIES"]:
        count = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    return app
