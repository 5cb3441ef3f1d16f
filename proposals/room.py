"""Room of proposals: its pages, what it answers to, and what its templates may ask."""

from flask import Flask

from communities import events, log
from plumbing.web import add_pages
from proposals.attachments import pages as attachment_pages
from proposals.explanations import pages as explanation_pages
from proposals.languages import LANGUAGES, named
from proposals.markdown import markdown, quoted
from proposals.own_data import own_words
from proposals.page import pages, preview_pages, readiness_pages, step_pages, touched_pages
from proposals.talk import door_pages, report_pages, side_pages, voice_pages
from proposals.talk import pages as thread_pages
from proposals.writing import pages as writing_pages
from proposals.writing import version_pages

PAGES = (
    pages,
    preview_pages,
    step_pages,
    writing_pages,
    version_pages,
    attachment_pages,
    touched_pages,
    readiness_pages,
    thread_pages,
    voice_pages,
    door_pages,
    side_pages,
    explanation_pages,
    report_pages,
)


def init_app(app: Flask) -> None:
    """Add the pages of this room to the application, and its answers to what others offer."""
    add_pages(app, PAGES)
    _answer()
    app.jinja_env.filters.update(markdown=markdown, quoted=quoted, named=named)
    app.jinja_env.globals.update(spoken_languages=LANGUAGES)


def _answer() -> None:
    events.own_data.update(proposals=own_words)
    events.waits_for_facilitators.add(report_pages.waiting_reports)
    log.sentences.update(report_pages.SENTENCES)
