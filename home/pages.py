""" "Voor jou", the home page: what needs this person now, what is new; a welcome for strangers."""

from collections.abc import Sequence

from flask import Blueprint, g, render_template
from sqlalchemy import literal, union_all

from communities.access import NOBODY, Here, claimed_id, current_person
from communities.joining.requests import waiting_in
from communities.models import Membership, Place
from communities.permissions import Action, may
from communities.rules.rules import rules_of
from decisions.counting.closing import seal_what_is_due
from decisions.models import Phase
from home import rows
from home.rows import HomeRow
from home.running import Running, decisions_for
from home.time_left import time_left
from home.waiting import answers_to, memberships_of, said_to, talk_of, tasks_for
from plumbing.database.session import db
from plumbing.values import Struct
from proposals.models import Proposal
from proposals.readiness.readiness import readiness
from proposals.talk.moderating import reported_in

pages = Blueprint("home", __name__)

MOST_TALK = 5
MOST_NEWS = 8


class ForYou(Struct, frozen=True):
    """One person's page, in the order she reads it."""

    next: Running | None
    """The ballot that closes first of those she did not cast."""
    open: list[Running]
    asked: list[HomeRow]
    tasks: list[HomeRow]
    talk: list[HomeRow]
    news: list[HomeRow]
    places: list[Place]
    several: bool
    """Does she belong to more than one community, so that each row says which?"""

    @property
    def is_quiet(self) -> bool:
        return not (self.next or self.open or self.asked or self.tasks)


@pages.get("/")
def for_you() -> str:
    mine = memberships_of(db.session, claimed) if (claimed := claimed_id()) != NOBODY else ()
    # Read together with her memberships; whether the cookie still holds is known from here on.
    person = current_person()
    if person is None:
        return render_template("home/welcome.html")
    seal_what_is_due()
    if not mine:
        return render_template("home/nowhere.html", person=person)
    g.here = Here(mine[0].community, mine[0])
    g.time_zone = mine[0].community.time_zone
    return render_template(
        "home/for_you.html",
        person=person,
        mine=mine,
        page=_page(mine),
        time_left=time_left,
        can_vote=_can_vote,
    )


def _page(mine: Sequence[Membership]) -> ForYou:
    running = decisions_for(db.session, mine)
    talk = talk_of(db.session, mine)
    to_cast = [one for one in running if _can_vote(one) and not one.has_taken_part]
    first = to_cast[0] if to_cast else None
    still_open = [one for one in running if one.decision.phase in (Phase.OPEN, Phase.ANSWERED)]
    return ForYou(
        next=first,
        open=sorted(
            (one for one in still_open if one is not first), key=lambda one: one not in to_cast
        ),
        asked=_asked(running, mine, talk),
        tasks=[rows.to_do(*one) for one in tasks_for(db.session, mine)],
        talk=_talk(talk[:MOST_TALK], mine),
        news=_news(running, mine),
        places=[place for member in mine for place in member.community.places],
        several=len(mine) > 1,
    )


def _can_vote(one: Running) -> bool:
    return one.decision.is_open and one.entry is not None and one.entry.left_at is None


def _asked(
    running: Sequence[Running], mine: Sequence[Membership], talk: Sequence[tuple[Proposal, int]]
) -> list[HomeRow]:
    member_ids = {member.id for member in mine}
    closed = [one for one in running if one.decision.phase is Phase.CLOSED]
    writes_up = {member.community_id for member in mine if may(member, Action.WORD_OUTCOME)}
    return [
        *(rows.to_check(one) for one in closed if one.check and one.check.agrees is None),
        *(rows.to_answer(said, member_ids) for said in said_to(db.session, mine)),
        *(
            rows.to_defend(proposal, remarks)
            for proposal, remarks in talk
            if remarks and proposal.author_id in member_ids
        ),
        *(rows.to_record(one) for one in closed if one.community.id in writes_up),
        *(
            rows.to_look_back(one)
            for one in running
            if one.community.id in writes_up and rows.waits_for_review(one)
        ),
        *_waiting(mine),
        *(
            rows.to_begin(member.community)
            for member in mine
            if member.community.proposal_count == 0 and may(member, Action.CHANGE_COMMUNITY)
        ),
    ]


def _waiting(mine: Sequence[Membership]) -> list[HomeRow]:
    """Messages that a facilitator was asked to look at, and people who ask to be let in."""
    communities = {member.community_id: member.community for member in mine}
    leads, lets_in = (
        [member.community_id for member in mine if may(member, action)]
        for action in (Action.HIDE_CONTRIBUTION, Action.INVITE)
    )
    if not leads and not lets_in:
        return []
    both = union_all(
        reported_in(leads).add_columns(literal(0).label("kind")),
        waiting_in(lets_in).add_columns(literal(1).label("kind")),
    )
    as_row = (rows.to_look_at, rows.to_let_in)
    found = sorted(db.session.execute(both), key=lambda row: row[2])
    return [as_row[kind](communities[place], number) for place, number, kind in found]


def _talk(talk: Sequence[tuple[Proposal, int]], mine: Sequence[Membership]) -> list[HomeRow]:
    """Only where a question lies before everybody, the rules say until when."""
    remarks_in = {member.community_id for member in mine if may(member, Action.REMARK_ON_FAIRNESS)}
    asks = {proposal.community for proposal, _remarks in talk if proposal.ready_at}
    rules = {community: rules_of(db.session, community) for community in asks}
    return [
        rows.talked_about(
            proposal,
            may_remark=proposal.community_id in remarks_in,
            is_ready=proposal.community in rules
            and readiness(proposal, rules[proposal.community], 0, remarks).is_ready,
        )
        for proposal, remarks in talk
    ]


def _news(running: Sequence[Running], mine: Sequence[Membership]) -> list[HomeRow]:
    leads = {member.community_id for member in mine if may(member, Action.LOOK_BACK)}
    looked_back_on = [
        rows.looked_back_on(one)
        for one in running
        if not (one.community.id in leads and rows.waits_for_review(one))
    ]
    answers = [rows.answered(reply) for reply in answers_to(db.session, mine)]
    came_out = [rows.came_out(one) for one in running]
    news = [row for row in (*looked_back_on, *answers[:MOST_NEWS], *came_out) if row]
    return news[: 2 * MOST_NEWS]
