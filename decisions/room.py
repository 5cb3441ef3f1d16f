"""What this room brings into the application."""

from flask import Flask

from communities import events
from communities.permissions import Action
from communities.rules.words import method_name
from decisions import commands
from decisions import guards as guarding
from decisions import leaving as departing
from decisions import paper_ballots as paper
from decisions.ballots import open_ballots as landing
from decisions.ballots import pages as ballots
from decisions.counting.both_budgets import both_budgets
from decisions.counting.closing import scrub_again, seal_what_is_due
from decisions.counting.paper_pile import uncounted_words
from decisions.counting.verdicts import checks_of, verdict_of
from decisions.fingerprints import readable
from decisions.hearing.forgetting import forget_answers, forget_attribute
from decisions.hearing.looks import remember_what_is_due
from decisions.invitations import letter_pages, reminder_pages
from decisions.invitations import not_invited as uninvited
from decisions.invitations.letters import letters_to
from decisions.invitations.reminders import remind_who_is_due
from decisions.methods import pages as method_pages
from decisions.opening import following_pages
from decisions.opening import pages as preparing
from decisions.opening import trial_pages as trying_pages
from decisions.own_data import own_votes
from decisions.own_work import own_work
from decisions.page import facilitating as steering
from decisions.page import lot_pages, pages, preview_pages, register, task_pages
from decisions.page import recount_pages as recounting
from decisions.panel import pages as listening
from decisions.paper import pages as paper_pages
from decisions.records import pages as record_pages
from decisions.records import rule_change_pages as rule_pages
from decisions.wording import article_words, phase_line, quorum_words, quorums, step_words
from home import pages as for_you
from plumbing.jobs import every_minute
from plumbing.paths import absolute
from plumbing.words.language import taking_part
from proposals.guards import guards
from voting import METHODS
from voting import pictures as drawn

__all__ = [
    "following_pages",
    "init_app",
    "lot_pages",
    "paper",
    "preparing",
    "preview_pages",
    "register",
    "rule_pages",
    "steering",
    "trying_pages",
]

every_minute.append(seal_what_is_due)
every_minute.append(remind_who_is_due)
every_minute.append(scrub_again)
every_minute.append(remember_what_is_due)
events.landings.append(landing.landing)
events.letter_landings.append(landing.by_letter)
events.letters_sent.append(letters_to)
events.lately.append(register.lately)
events.withdrawals.append(forget_answers)
events.departures.append(departing.depart)
events.retirements.append(forget_attribute)
events.rules_are_bound.append(guarding.has_decided)
events.own_data["decisions"] = own_votes
events.own_data["carrying_out"] = own_work
guards.append(guarding.keep_frozen)

BLUEPRINTS = (
    pages.pages,
    ballots.pages,
    listening.pages,
    record_pages.pages,
    recounting.pages,
    task_pages.pages,
    for_you.pages,
    letter_pages.pages,
    paper_pages.pages,
    reminder_pages.pages,
    uninvited.pages,
    method_pages.pages,
)


def init_app(app: Flask) -> None:
    """Hang the pages of this room into the application."""
    app.jinja_env.globals.update(
        Action=Action,
        absolute=absolute,
        both_budgets=both_budgets,
        article_words=article_words,
        checks_of=checks_of,
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
    taking_part.update((ballots.pages.name, reminder_pages.pages.name))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    commands.init_app(app)
