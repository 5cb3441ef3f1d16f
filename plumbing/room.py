"""Room of plumbing: the extensions of the application, and the commands of its host."""

from flask import Flask
from flask_compress import Compress

from plumbing import assets, jobs, live, mail, security, security_contact, web
from plumbing.database.session import db
from plumbing.drawing import dots
from plumbing.hosting import commands
from plumbing.words import language


def init_app(app: Flask) -> None:
    """Add the database, live updates, languages and static files to the application."""
    db.init_app(app)
    live.init_app(app)
    web.init_app(app)
    language.init_app(app)
    security.init_app(app)
    security_contact.init_app(app)
    assets.init_app(app)
    commands.init_app(app)
    Compress(app)
    jobs.every_minute.add(mail.send_waiting_mail)
    app.jinja_env.globals["pictures"] = dots
