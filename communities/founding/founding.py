"""Founding a community and bringing people into it."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import (
    Community,
    Joining,
    Visibility,
)
from plumbing.clock import now
from plumbing.web import Invalid, slug_of


def found_community(
    session: Session,
    name: str,
    *,
    slug: str = "",
    shares: str = "",
    person_word: str = "buur",
    people_word: str = "buren",
    visibility: Visibility = Visibility.MEMBERS,
    joining: Joining = Joining.INVITATION,
    language: str = "nl",
) -> Community:
    """A community with nobody in it yet; raises Invalid when its address is taken."""
    slug = slug or slug_of(name)
    if not slug or session.scalar(select(Community.id).where(Community.slug == slug)):
        raise Invalid({"name": _("Deze naam is al in gebruik. Kies een andere.")})
    community = Community(
        name=name.strip(),
        slug=slug,
        shares=shares.strip(),
        person_word=person_word,
        people_word=people_word,
        visibility=visibility,
        joining=joining,
        language=language,
        created_at=now(),
    )
    session.add(community)
    session.flush()
    return community
