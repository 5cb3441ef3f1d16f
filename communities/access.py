"""Access to a community: fetched for who asks, where what is not hers to see does not exist."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from flask import abort, g
from flask import session as cookies
from flask_login import current_user
from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import joinedload

from communities.models import Community, Membership, Person, Visibility
from communities.permissions import Action, may
from plumbing.database.session import db
from plumbing.database.snapshot import Snapshot, note_snapshot
from plumbing.values import Struct

Found = Sequence[Any]
NOBODY = -1
"""Nobody has this number."""
WHO_ASKS = (Snapshot(), Person)
"""The columns a query begins with that also reads the state of the database, and who asks."""


class Here(Struct, frozen=True):
    """The community that is looked at, and who looks; no membership means a visitor."""

    community: Community
    membership: Membership | None

    def may(self, action: Action, *, is_author: bool = False) -> bool:
        return may(self.membership, action, is_author=is_author)

    @property
    def member(self) -> Membership:
        """Who looks, where only members come."""
        if self.membership is None:
            abort(403)
        return self.membership


def current_person() -> Person | None:
    """Who is signed in on this device."""
    if current_user and current_user.is_authenticated:
        person: Person = current_user._get_current_object()
        return person
    return None


def community_for(slug: str, action: Action = Action.READ) -> Here:
    """The community, if this action is open to who asks: else 404, or 403 to a member."""
    row = with_who_asks(_with_membership(), {"slug": slug})
    if row is None:
        abort(404)
    community, membership = row[2:]
    return enter(community, membership, action)


def enter(community: Community, membership: Membership | None, action: Action) -> Here:
    """Let in who asks, if this action is open to her, with what was fetched as hers."""
    here = Here(community, membership if membership and membership.is_still_here() else None)
    # The page that says "not found" is made of what is known here, so a stranger leaves no name.
    if here.membership is not None or community.visibility is Visibility.PUBLIC:
        g.here = here
        g.time_zone = community.time_zone
    if here.may(action):
        return here
    if here.membership is None:
        if action is Action.READ and community.visibility is Visibility.PUBLIC:
            return here
        abort(404)
    abort(403)


def person_id() -> int:
    """A bind parameter: whose membership a query looks for."""
    person = current_person()
    return person.id if person else NOBODY


def with_who_asks(question: Select[*tuple[Any, ...]], values: dict[str, Any]) -> Found | None:
    """The row of a query with WHO_ASKS in front and `person_id` to bind; None without one."""
    claimed = claimed_id()
    row = _ask(question, values, claimed)
    # The cookie may be of before she signed out everywhere: then nobody asks.
    if (asks := person_id()) != claimed:
        row = _ask(question, values, asks)
    return row


def _ask(question: Select[*tuple[Any, ...]], values: dict[str, Any], asks: int) -> Found | None:
    row = db.session.execute(question, values | {"person_id": asks}).unique().one_or_none()
    if row is not None:
        note_snapshot(db.session, row[0])
    return row


def claim() -> tuple[int, str]:
    """The person id and the session epoch in the cookie; NOBODY where there is none."""
    claimed, _, epoch = str(cookies.get("_user_id", "")).partition(".")
    return (int(claimed), epoch) if claimed.isdigit() else (NOBODY, epoch)


def claimed_id() -> int:
    """The id in the session cookie, not yet checked against its epoch: only to read along with."""
    return claim()[0]


def is_her_row() -> ColumnElement[bool]:
    """Condition: the row of `Person` is the one bound as `person_id`."""
    return Person.id == bindparam("person_id")


def is_hers() -> ColumnElement[bool]:
    """Condition: the row of `Membership` is that of `person_id` in the community."""
    return (
        (Membership.community_id == Community.id)
        & (Membership.person_id == bindparam("person_id"))
        & Membership.left_at.is_(None)
    )


# Every page runs this query, and building the statement costs more than running it.
@cache
def _with_membership() -> Select[*tuple[Any, ...]]:
    return (
        select(*WHO_ASKS, Community, Membership)
        .select_from(Community)
        .outerjoin(Person, is_her_row())
        .outerjoin(Membership, is_hers())
        .where(Community.slug == bindparam("slug"))
        .options(joinedload(Membership.household))
    )
