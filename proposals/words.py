"""Words of the proposals' tables, as they are said on screen."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select

from plumbing.clock import now
from plumbing.values import Struct
from proposals.models import Phase, Proposal
from proposals.phases import Stage, stage_of
from proposals.threads import ThreadKind

Query = Select[Proposal]

KINDS = {
    ThreadKind.QUESTION: _("Ik heb een vraag"),
    ThreadKind.WORRY: _("Ik maak me zorgen"),
    ThreadKind.EXPERIENCE: _("Ik heb dit meegemaakt"),
    ThreadKind.IDEA: _("Ik heb een idee"),
}
STAGES = {
    Stage.DRAFT: _("Concept"),
    Stage.DISCUSSION: _("In gesprek"),
    Stage.FAIRNESS: _("Is de vraag eerlijk gesteld?"),
    Stage.STARTING: _("Begint zonder besluit"),
    Stage.STARTED: _("Begonnen"),
    Stage.DECISION: _("Nu een besluit"),
    Stage.DECIDED: _("Besloten"),
    Stage.WITHDRAWN: _("Ingetrokken"),
}
READY = _("Klaar om te beslissen")
FIELDS = {
    "title": _("Titel"),
    "summary": _("Korte uitleg"),
    "what": _("Wat"),
    "why": _("Waarom"),
    "money_cents": _("Geld"),
    "hands": _("Handen"),
    "place": _("Plek"),
    "settled": _("Wat ligt al vast"),
    "origin": _("Dit idee komt van"),
}


class Filter(Struct, frozen=True):
    """One choice above the list of proposals."""

    label: Any
    narrow: Callable[[Query], Query]


def stage_words(proposal: Proposal, *, is_ready: bool) -> Any:
    """Where it is; once its question was looked at, that it waits for a decision."""
    stage = stage_of(proposal)
    return READY if stage is Stage.FAIRNESS and is_ready else STAGES[stage]


def _in_phase(phase: Phase) -> Callable[[Query], Query]:
    return lambda query: query.where(Proposal.phase == phase)


def _talking(query: Query) -> Query:
    running = Proposal.starting_at.is_(None) | (Proposal.starting_at > now())
    return query.where(Proposal.phase == Phase.DISCUSSION, running)


def _started(query: Query) -> Query:
    return query.where(Proposal.phase == Phase.DISCUSSION, Proposal.starting_at <= now())


FILTERS = {
    "concept": Filter(_("Concept"), _in_phase(Phase.DRAFT)),
    "gesprek": Filter(_("In gesprek"), _talking),
    "besluit": Filter(_("Nu een besluit"), _in_phase(Phase.DECISION)),
    "besloten": Filter(_("Besloten"), _in_phase(Phase.DECIDED)),
    "begonnen": Filter(_("Begonnen"), _started),
    "ingetrokken": Filter(_("Ingetrokken"), _in_phase(Phase.WITHDRAWN)),
}
