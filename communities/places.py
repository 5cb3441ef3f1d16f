"""Places where a community can be found: on its page, in letters, on ballots."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import (
    Community,
    Place,
)
from plumbing.database.session import db


def places_of(session: Session, community: Community) -> Sequence[Place]:
    """All places of a community, in the order in which they were added."""
    return session.scalars(
        select(Place).where(Place.community_id == community.id).order_by(Place.id)
    ).all()


def helping_places(session: Session, community: Community) -> list[Place]:
    """The places where somebody helps with voting."""
    places = db.cached(("places", community.id), lambda: places_of(session, community))
    return [place for place in places if place.helps_with_voting]


def add_place(
    session: Session,
    community: Community,
    name: str,
    *,
    address: str = "",
    hours: str = "",
    helps_with_voting: bool = False,
) -> Place:
    """Where the community can be found."""
    place = Place(
        community=community,
        name=name,
        address=address,
        hours=hours,
        helps_with_voting=helps_with_voting,
    )
    session.add(place)
    session.flush()
    return place
