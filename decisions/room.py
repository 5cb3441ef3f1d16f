"""Room of decisions: its pages, what it answers to, and what its templates may ask."""

from flask import Flask

from communities import events, log
from communities.permissions import Action
from communities.rules.words import method_name
from decisions import commands, guards, leaving, paper_ballots
from decisions.ballots import open_ballots
from decisions.ballots import pages as ballot_pages
from decisions.counting import closing
from decisions.counting.paper_pile import uncounted_words
from decisions.counting.verdicts import verdict_of
from decisions.fingerprints import readable
from decisions.hearing import forgetting, looks
from decisions.invitations import letter_pages, letters, not_invited, reminder_pages, reminders
from decisions.methods import pages as method_pages
from decisions.opening import pages as opening_pages
from decisions.opening import trial_pages
from decisions.own_data import own_votes
from decisions.own_work import own_work
from decisions.page import (
    facilitating,
    lot_pages,
    pages,
    preview_pages,
    recount_pages,
    register,
    task_pages,
)
from decisions.panel import pages as panel_pages
from decisions.paper import pages as paper_pages
from decisions.records import pages as record_pages
from decisions.records import rule_change_pages
from decisions.wording import article_words, phase_line, quorum_words, quorums, step_words
from plumbing import jobs, mail
from plumbing.paths import absolute
from plumbing.web import add_pages
from plumbing.words.language import taking_part
from proposals.guards import guards as proposal_guards
from voting import METHODS
from voting import pictures as drawn

TABLES = (paper_ballots,)
"""Modules with tables that no page imports."""
PAGES = (
    pages,
    facilitating,
    opening_pages,
    trial_pages,
    register,
    lot_pages,
    preview_pages,
    rule_change_pages,
    ballot_pages,
    panel_pages,
    record_pages,
    recount_pages,
    task_pages,
    letter_pages,
    paper_pages,
    reminder_pages,
    not_invited,
    method_pages,
)


def init_app(app: Flask) -> None:
    """Add the pages of this room to the application, and its answers to what others offer."""
    add_pages(app, PAGES)
    commands.init_app(app)
    _answer()
    app.jinja_env.globals.update(
        Action=Action,
        absolute=absolute,
        article_words=article_words,
        counting_methods=METHODS,
        drawn=drawn,
        method_name=method_name,
        phase_line=phase_line,
        quorum_words=quorum_words,
        quorums=quorums,
        readable=readable,
        step_words=step_words,
        uncounted_words=uncounted_words,
        verdict_of=verdict_of,
    )


def _answer() -> None:
    events.departures.add(leaving.depart)
    events.landings.add(open_ballots.landing)
    events.lately.add(register.lately)
    events.letter_landings.add(open_ballots.by_letter)
    events.letters_sent.add(letters.letters_to)
    events.own_data.update(decisions=own_votes, carrying_out=own_work)
    events.retirements.add(forgetting.forget_attribute)
    events.rules_are_bound.add(guards.has_decided)
    events.withdrawals.add(forgetting.forget_answers)
    jobs.every_minute.add(
        closing.seal_what_is_due,
        reminders.remind_who_is_due,
        closing.scrub_again,
        looks.remember_what_is_due,
    )
    log.sentences.update(letters.SENTENCES)
    mail.unwanted[reminders.VOTED] = reminders.has_voted
    proposal_guards.add(guards.keep_frozen)
    taking_part.update((ballot_pages.pages.name, reminder_pages.pages.name))
