"""The register: what is open, what was answered, what was decided, to look up for years."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from communities.access import Here, community_for
from decisions.addresses import pages
from decisions.counting.closing import seal_what_is_due
from decisions.counting.verdicts import verdict_of
from decisions.models import Decision, Phase, Round
from decisions.records.hearing import seldom_heard
from decisions.records.models import Record, Review
from decisions.records.review import keeping_words
from decisions.roll import RollEntry
from decisions.visibility import may_see_result
from decisions.votes import Participation
from plumbing.database.session import db
from plumbing.values import Struct
from plumbing.web import slug_of
from plumbing.words.folding import folded

ON_A_PAGE = 20
MOST_WORDS = 8
ORDER = (Phase.OPEN, Phase.ANSWERED, Phase.CLOSED, Phase.RECORDED, Phase.CANCELLED)


class Entry(Struct, frozen=True):
    """One line of the register, with no more than may be seen by anybody who reads it."""

    decision: Decision
    cast: int
    eligible: int
    verdict: str
    """Empty before the result may be seen."""
    reviewed: str
    """What the group said when it looked back; empty before."""
    seldom: str
    """Whom it heard less, as the record says; empty before."""


class Section(Struct, frozen=True):
    """Decisions in the same phase."""

    name: str
    phase: Phase
    entries: tuple[Entry, ...]


@pages.get("/besluiten")
def index(slug: str) -> str:
    """Members see everything that was opened; a visitor what was recorded."""
    here = community_for(slug)
    seal_what_is_due(here.community.id)
    sought = request.args.get("zoek", "").strip()[:100]
    visible = _visible(here, sought)
    total = db.session.scalar(select(func.count()).select_from(visible.subquery())) or 0
    last = max(1, -(-total // ON_A_PAGE))
    page = min(max(1, request.args.get("bladzijde", 1, int)), last)
    entries = _entries(db.session, visible, here, ON_A_PAGE, (page - 1) * ON_A_PAGE)
    return render_template(
        "decisions/page/index.html",
        here_is=here,
        sections=_sections(entries),
        sought=sought,
        total=total,
        page=page,
        last=last,
        previous=_page_url(slug, sought, page - 1) if page > 1 else None,
        following=_page_url(slug, sought, page + 1) if page < last else None,
    )


def lately(here: Here, most: int) -> list[Entry]:
    """What is open now, and then what was decided last."""
    return _entries(db.session, _visible(here, ""), here, most)


def _visible(here: Here, sought: str) -> Select[int]:
    phases = ORDER if here.membership else (Phase.RECORDED,)
    visible = (
        select(Decision.id)
        .outerjoin(Record, Record.decision_id == Decision.id)
        .where(Decision.community_id == here.community.id, Decision.phase.in_(phases))
        .where(Decision.opened_at.is_not(None), Decision.binds)
    )
    return visible.where(*(_says(word) for word in sought.split()[:MOST_WORDS]))


def _says(word: str) -> ColumnElement[bool]:
    # The slug is the title without capitals and accents, on either database.
    plain = slug_of(word)
    found = [
        Record.searchable.contains(folded(word), autoescape=True),
        func.lower(Decision.title).contains(word.lower(), autoescape=True),
    ]
    return or_(*found, Decision.slug.contains(plain, autoescape=True)) if plain else or_(*found)


def _entries(
    session: Session, visible: Select[int], here: Here, most: int, passed: int = 0
) -> list[Entry]:
    rows = session.execute(
        _with_numbers()
        .where(Decision.id.in_(visible))
        .order_by(
            case({phase.value: place for place, phase in enumerate(ORDER)}, value=Decision.phase),
            case((Decision.phase == Phase.OPEN, Decision.closes_at)),
            Decision.closed_at.desc(),
            Decision.number.desc(),
        )
        .limit(most)
        .offset(passed)
        .options(joinedload(Decision.proposal), selectinload(Decision.options))
    )
    return [
        Entry(
            decision,
            cast,
            eligible,
            verdict_of(decision, kept) if _is_told(decision) else "",
            keeping_words(reviewed) if reviewed else "",
            seldom_heard(content, here.community, here.membership is not None) if content else "",
        )
        for decision, kept, cast, eligible, reviewed, content in rows
    ]


def _with_numbers() -> Select[*tuple[Any, ...]]:
    """Each decision with the result of its newest round, ballots cast, roll, review and record."""
    cast = (
        select(func.count())
        .where(Participation.round_id == Round.id)
        .correlate(Round)
        .scalar_subquery()
    )
    eligible = (
        select(func.count())
        .where(RollEntry.decision_id == Decision.id)
        .correlate(Decision)
        .scalar_subquery()
    )
    return (
        select(Decision, Round.result, cast, eligible, Review.verdict, Record.content)
        .outerjoin(Round, Round.is_newest())
        .outerjoin(Review, Review.decision_id == Decision.id)
        .outerjoin(Record, Record.decision_id == Decision.id)
    )


def _is_told(decision: Decision) -> bool:
    return decision.is_over and may_see_result(decision, None)


def _sections(entries: Sequence[Entry]) -> list[Section]:
    names = {
        Phase.OPEN: _("Nu open"),
        Phase.ANSWERED: _("De antwoorden zijn binnen"),
        Phase.CLOSED: _("Gesloten, verslag nog niet af"),
        Phase.RECORDED: _("Genomen besluiten"),
        Phase.CANCELLED: _("Ging niet door"),
    }
    by_phase = groupby(entries, key=lambda entry: entry.decision.phase)
    return [Section(names[phase], phase, tuple(group)) for phase, group in by_phase]


def _page_url(slug: str, sought: str, page: int) -> str:
    return url_for(
        "decisions.index", slug=slug, zoek=sought or None, bladzijde=page if page > 1 else None
    )
