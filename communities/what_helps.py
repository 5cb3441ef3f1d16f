"""What helps a member to take part, as she told herself: for her own pages, and nobody else's."""

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from communities.models import (
    EXPLANATION,
    HELP,
    Attribute,
    AttributeValue,
    Declaration,
    Membership,
)
from plumbing.values import Struct

ALOUD = "voorlezen"
IN_COMPANY = frozenset({"samen", "overdag", "opschrijven"})
"""Who rather comes by than sits alone with a phone."""


class Helps(Struct, frozen=True):
    """The languages she wants explanation in, and what stands in front on her pages."""

    languages: frozenset[str] = frozenset()
    aloud: bool = False
    in_company: bool = False


def what_helps(session: Session, member: Membership) -> Helps:
    """Nothing where the community asks nothing, or she told nothing."""
    return as_helps(member, session.scalar(select(told_by(member))))


def told_by(member: Membership) -> ScalarSelect[str]:
    """Her answers as one column, so that a page can read them along with something else."""
    answers = func.aggregate_strings(Attribute.key + "=" + AttributeValue.key, ",")
    return (
        select(answers)
        .select_from(Declaration)
        .join(AttributeValue, AttributeValue.id == Declaration.value_id)
        .join(Attribute, Attribute.id == AttributeValue.attribute_id)
        .where(Declaration.membership_id == member.id, Attribute.key.in_((EXPLANATION, HELP)))
        .scalar_subquery()
    )


def as_helps(member: Membership, told: str | None) -> Helps:
    """`Helps` out of that column."""
    if not told or not member.community.asks_who_is_missing:
        return Helps()
    answers = [answer.partition("=") for answer in told.split(",")]
    helped = {value for key, _equals, value in answers if key == HELP}
    return Helps(
        languages=frozenset(value for key, _equals, value in answers if key == EXPLANATION),
        aloud=ALOUD in helped,
        in_company=not IN_COMPANY.isdisjoint(helped),
    )
