"""The names in a record, looked up when it is read, so that who is erased is nowhere kept."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.here import DecisionHere
from plumbing.values import Struct
from plumbing.words.language import first_down


class Names(Struct, frozen=True):
    """Who is who, for one reader: a member reads names, a visitor none."""

    known: Mapping[int, Membership]
    reads_names: bool

    def of(self, member_id: int | None) -> str:
        """ "Samira El Amrani", "een buurtgenoot" or "een oud-lid"."""
        if not self.reads_names:
            return _("een buurtgenoot")
        member = self.known.get(member_id or 0)
        return member.name if member else _("een oud-lid")

    def from_outside(self, member_id: int | None) -> str:
        """The same, with title and organisation of who is no neighbour."""
        member = self.known.get(member_id or 0)
        if member is None or not member.organisation:
            return self.of(member_id)
        title = "" if member.title.casefold() == "gespreksleider" else first_down(member.title)
        if self.reads_names:
            return ", ".join(part for part in (member.name, title, member.organisation) if part)
        if not title:
            return _("iemand van %(organisation)s", organisation=member.organisation)
        return _(
            "een %(title)s van %(organisation)s", title=title, organisation=member.organisation
        )


def names_in(session: Session, found: DecisionHere, member_ids: set[int]) -> Names:
    """The members a record speaks of, as far as they still are."""
    members = session.scalars(
        select(Membership).where(
            Membership.id.in_(member_ids),
            Membership.community_id == found.community.id,
            Membership.left_at.is_(None),
        )
    )
    return Names({member.id: member for member in members}, found.membership is not None)


def members_of(content: dict[str, Any]) -> set[int]:
    """Everybody whom the content of a record points at."""
    ids = [content["facilitator"], *content["supporters"]]
    ids += [concern["by"] for concern in content["concerns"]]
    ids += [touched["by"] for touched in content["touched"]]
    ids += [helper for task in content["tasks"] for helper in task["helpers"]]
    return {member_id for member_id in ids if member_id}
