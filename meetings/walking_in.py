"""Walking in late: found by her name, or a member from now on, with a link to sign in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from communities import log
from communities.memberships import add_member, household_at
from communities.models import Community, Household, Membership
from communities.signing_in.links import make_sign_in_link
from decisions.models import Decision, Phase
from decisions.roll import RollEntry
from meetings.screens import screen_of
from plumbing.clock import now
from plumbing.values import Struct
from plumbing.web import Invalid
from plumbing.words.folding import folded

WALK_IN_LENGTHS = {"name": 120, "street": 120, "house_number": 20}
ALIKE = 0.8
ONE_STROKE = str.maketrans("ıøłđ", "iold")
"""Letters that a keyboard here does not have, and that lose nothing but a stroke."""
MOST_FOUND = 6
SHORTEST_EVENING = timedelta(hours=2)


class Card(Struct, frozen=True):
    """What she scans: it signs her in once, until the end of the evening."""

    member: Membership
    link: str
    until: datetime
    from_next: bool
    """Is something open on whose roll she does not stand, as she came after the opening?"""


def typed_in(form: dict[str, str]) -> dict[str, str]:
    """Name, street and number without needless spaces; raises Invalid by field."""
    typed = {part: " ".join(form.get(part, "").split()) for part in WALK_IN_LENGTHS}
    wrong = {
        part: _("Schrijf hier hoogstens %(number)s letters.", number=longest)
        for part, longest in WALK_IN_LENGTHS.items()
        if len(typed[part]) > longest
    }
    if not any(letter.isalpha() for letter in typed["name"]):
        wrong["name"] = _("Schrijf op hoe deze persoon heet.")
    if wrong:
        raise Invalid(wrong)
    return typed


def alike(session: Session, community: Community, name: str) -> list[Membership]:
    """Members whose name is nearly this one, the nearest in front."""
    members = session.scalars(
        select(Membership)
        .where(Membership.community_id == community.id, Membership.is_still_here())
        .options(joinedload(Membership.household))
    )
    wanted = folded(name)
    near = [(nearness(wanted, folded(member.name)), member) for member in members]
    found = sorted(
        (pair for pair in near if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].id)
    )
    return [member for _nearness, member in found[:MOST_FOUND]]


def nearness(wanted: str, name: str) -> float:
    """From 0 to 1; whole words that all occur in the other name are as near as can be."""
    wanted, name = wanted.translate(ONE_STROKE), name.translate(ONE_STROKE)
    words, others = set(wanted.split()), set(name.split())
    if words <= others or others <= words:
        return 1.0
    return SequenceMatcher(None, wanted, name).ratio()


def walk_in(
    session: Session, community: Community, typed: dict[str, str], by: Membership
) -> Membership:
    """Makes her a member; the community's log says who let her in."""
    member = add_member(
        session,
        community,
        typed["name"],
        household=_household(session, community, typed),
        language=community.language,
    )
    log.note(session, community.id, "walked_in", by, member)
    return member


def card_for(session: Session, member: Membership, by: Membership) -> Card:
    """A sign-in link of her own, noted in the log, which she reads too."""
    community = member.community
    until = _end_of_evening(community)
    screen = screen_of(session, community)
    link = make_sign_in_link(
        session,
        member.person,
        next_path=url_for("following.show", code=screen.code) if screen else "/",
        made_by=by,
        minutes=int((until - now()).total_seconds() // 60),
    )
    return Card(member, link, until, bool(_missed(session, member)))


def _household(session: Session, community: Community, typed: dict[str, str]) -> Household | None:
    if not typed["street"]:
        return None
    if typed["house_number"]:
        return household_at(session, community, typed["street"], typed["house_number"])
    household = Household(community_id=community.id, street=typed["street"])
    session.add(household)
    return household


def _missed(session: Session, member: Membership) -> Sequence[int]:
    on_roll = exists().where(
        RollEntry.decision_id == Decision.id, RollEntry.membership_id == member.id
    )
    return session.scalars(
        select(Decision.id)
        .where(Decision.community_id == member.community_id, Decision.phase == Phase.OPEN, ~on_roll)
        .limit(1)
    ).all()


def _end_of_evening(community: Community) -> datetime:
    """Midnight where they are; who comes in just before it still has time."""
    zone = ZoneInfo(community.time_zone)
    tomorrow = now().astimezone(zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, datetime.min.time(), zone).astimezone(now().tzinfo)
    return max(midnight, now() + SHORTEST_EVENING)


def _walked_in(by: str, details: dict[str, Any]) -> str:
    return _("%(name)s kwam binnenlopen en is nu lid, door %(by)s.", name=details["name"], by=by)


SENTENCES: log.Sentences = {
    "walked_in": _walked_in,
}
