"""A question of a community to its members, with its possible answers."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from communities.models import (
    Attribute,
    AttributeKind,
    AttributeUnit,
    AttributeValue,
    Community,
)
from plumbing.values import Struct


class Answer(Struct, frozen=True):
    """A possible answer to what a community asks; the phrase names the people who gave it."""

    key: str
    label: str
    phrase: str


def ask(
    session: Session,
    community: Community,
    key: str,
    question: str,
    purpose: str,
    answers: Sequence[Answer],
    *,
    kind: AttributeKind = AttributeKind.PLAIN,
    unit: AttributeUnit = AttributeUnit.PERSON,
    sensitive: bool = False,
    judged: bool = True,
) -> Attribute:
    """Something the community asks its members, with what it is for."""
    attribute = Attribute(
        community=community,
        key=key,
        question=question,
        purpose=purpose,
        kind=kind,
        unit=unit,
        sensitive=sensitive,
        judged=judged,
        position=len(community.attributes),
        values=[
            AttributeValue(key=answer.key, label=answer.label, phrase=answer.phrase, position=place)
            for place, answer in enumerate(answers)
        ],
    )
    session.add(attribute)
    session.flush()
    return attribute
