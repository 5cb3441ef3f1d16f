"""What this room brings into the application."""

from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities import events, log
from communities.models import Community
from proposals import words
from proposals.attachments import pages as attachment_pages
from proposals.explanations import pages as explanation_pages
from proposals.languages import LANGUAGES, named
from proposals.markdown import markdown, quoted
from proposals.own_data import own_words
from proposals.page import preview_pages, readiness_pages, step_pages, touched_pages
from proposals.talk import door_pages, report_pages, side_pages, voice_pages
from proposals.talk.moderating import reported
from proposals.writing import version_pages

__all__ = ["door_pages", "init_app", "preview_pages"]

BLUEPRINTS = (
    step_pages.pages,
    version_pages.pages,
    attachment_pages.pages,
    touched_pages.pages,
    readiness_pages.pages,
    voice_pages.pages,
    side_pages.pages,
    explanation_pages.pages,
    report_pages.pages,
)


def init_app(app: Flask) -> None:
    """Hang the pages of this room into the application."""
    app.jinja_env.filters.update(markdown=markdown, quoted=quoted, named=named)
    app.jinja_env.globals.update(proposal_words=words, spoken_languages=LANGUAGES)
    events.own_data["proposals"] = own_words
    if _reports not in events.waits_for_facilitators:
        events.waits_for_facilitators.append(_reports)
    log.sentences.update(contribution_hidden=_hidden, contribution_shown=_shown)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _reports(session: Session, community: Community) -> tuple[str, int, str]:
    number = reported(session, [community.id]).get(community.id, 0)
    return _("Meldingen over berichten"), number, url_for("reports.index", slug=community.slug)


def _hidden(by: str, details: dict[str, Any]) -> str:
    return _(
        "%(by)s verborg een bericht bij “%(title)s”. Reden: %(reason)s",
        by=by,
        title=details["title"],
        reason=details["reason"],
    )


def _shown(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s toont een bericht bij “%(title)s” weer.", by=by, title=details["title"])
