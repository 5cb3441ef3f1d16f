"""Models of people and of the communities they belong to."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, UniqueConstraint, true
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plumbing.clock import now
from plumbing.database.base import Base
from plumbing.database.columns import Moment, Name, today, word
from plumbing.words.catalogues import SOURCE
from plumbing.words.language import LANGUAGES


class Role(StrEnum):
    """What a member is in her community; whether she votes is said apart from it."""

    RESIDENT = "resident"
    FACILITATOR = "facilitator"
    SUPPORTER = "supporter"


class Visibility(StrEnum):
    """Who may read a community's proposals and decision records."""

    PUBLIC = "public"
    MEMBERS = "members"


class Joining(StrEnum):
    """How one becomes a member."""

    OPEN = "open"
    REQUEST = "request"
    INVITATION = "invitation"


class Person(Base):
    """An account: one per human being, with or without an address for mail."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    language: Mapped[str] = mapped_column(String(8), default="nl")
    theme: Mapped[str] = mapped_column(String(8), default="auto")
    reminders: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    """Raised to end every session of this person at once."""
    created_at: Mapped[datetime] = mapped_column(Moment)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="person")

    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def reads(self) -> str:
        """The language in which we write to her: her own as far as we speak it, else Dutch."""
        return self.language if self.language in LANGUAGES else SOURCE

    def get_id(self) -> str:
        """What the session cookie carries; the name is Flask-Login's."""
        return f"{self.id}.{self.session_epoch}"


class Community(Base):
    """A group of people who decide together."""

    __tablename__ = "community"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    shares: Mapped[str] = mapped_column(String(500), default="")
    """What these people have in common, in their own words."""
    for_whom: Mapped[str] = mapped_column(String(300), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    """The number to call for help; it stands on letters and ballots."""
    person_word: Mapped[str] = mapped_column(String(30), default="buur")
    people_word: Mapped[str] = mapped_column(String(30), default="buren")
    visibility: Mapped[Visibility] = mapped_column(word(Visibility), default=Visibility.MEMBERS)
    indexable: Mapped[bool] = mapped_column(default=False)
    joining: Mapped[Joining] = mapped_column(word(Joining), default=Joining.INVITATION)
    asks_who_is_missing: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(8), default="nl")
    time_zone: Mapped[str] = mapped_column(String(60), default="Europe/Amsterdam")
    proposal_count: Mapped[int] = mapped_column(default=0)
    decision_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="community")
    attributes: Mapped[list["Attribute"]] = relationship(
        back_populates="community", order_by="Attribute.position"
    )
    places: Mapped[list["Place"]] = relationship(back_populates="community", order_by="Place.id")


class RulesVersion(Base):
    """The rules a community decides by, from a moment on; never edited, only followed."""

    __tablename__ = "rules_version"
    __table_args__ = (UniqueConstraint("community_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"))
    number: Mapped[int]
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    since: Mapped[datetime] = mapped_column(Moment)
    decision_id: Mapped[int | None]
    """The decision that made these rules; none before the first decision opened."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))


class Household(Base):
    """People who live at one address, or who say they share a household."""

    __tablename__ = "household"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    street: Mapped[str] = mapped_column(String(120), default="")
    house_number: Mapped[str] = mapped_column(String(20), default="")


class Membership(Base):
    """A person in a community, with one role and, apart from it, a vote or not."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("community_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[str] = mapped_column(Name)
    role: Mapped[Role] = mapped_column(word(Role), default=Role.RESIDENT)
    votes: Mapped[bool] = mapped_column(default=True)
    title: Mapped[str] = mapped_column(String(120), default="")
    organisation: Mapped[str] = mapped_column(String(120), default="")
    role_ends_on: Mapped[date | None]
    phone: Mapped[str] = mapped_column(String(40), default="")
    wants_letters: Mapped[bool] = mapped_column(default=True, server_default=true())
    visits: Mapped[int] = mapped_column(default=0)
    joined_at: Mapped[datetime] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)

    community: Mapped[Community] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship(back_populates="memberships")
    household: Mapped[Household | None] = relationship()
    declarations: Mapped[list["Declaration"]] = relationship(
        back_populates="membership", cascade="all, delete-orphan"
    )

    @hybrid_method
    def is_still_here(self) -> bool:
        """Did she not leave, and if she has no vote, is she still appointed?"""
        return self.left_at is None and (self.votes or not self.appointment_is_over())

    @is_still_here.expression
    @classmethod
    def _is_still_here(cls) -> ColumnElement[bool]:
        return cls.left_at.is_(None) & (cls.votes | ~cls.appointment_is_over())

    @hybrid_method
    def keeps_her_place(self) -> bool:
        """Does her place on a roll that was made hold? Only leaving ends it, never a role."""
        return self.left_at is None

    @keeps_her_place.expression
    @classmethod
    def _keeps_her_place(cls) -> ColumnElement[bool]:
        return cls.left_at.is_(None)

    @hybrid_method
    def still_votes(self) -> bool:
        """May she be put on a roll? What changes in this counts from the next roll on."""
        return self.left_at is None and self.votes and self.role_now is not Role.SUPPORTER

    @still_votes.expression
    @classmethod
    def _still_votes(cls) -> ColumnElement[bool]:
        votes_in_role = (cls.role != Role.SUPPORTER) | cls.appointment_is_over()
        return cls.left_at.is_(None) & cls.votes & votes_in_role

    @hybrid_method
    def appointment_is_over(self) -> bool:
        """Did the role she was given end before today?"""
        return self.role_ends_on is not None and self.role_ends_on < now().date()

    @appointment_is_over.expression
    @classmethod
    def _appointment_is_over(cls) -> ColumnElement[bool]:
        return cls.role_ends_on.is_not(None) & (cls.role_ends_on < today())

    @property
    def role_now(self) -> Role:
        """Her role today: who has a vote is a resident again when an appointment ends."""
        return Role.RESIDENT if self.votes and self.appointment_is_over() else self.role

    @property
    def is_facilitator(self) -> bool:
        return self.role_now is Role.FACILITATOR

    @property
    def is_supporter(self) -> bool:
        return self.role_now is Role.SUPPORTER


class AttributeKind(StrEnum):
    """How the values of an attribute relate to each other."""

    PLAIN = "plain"
    ORDERED = "ordered"
    MULTIPLE = "multiple"


EXPLANATION, HELP = "uitlegtaal", "hulp"
"""The questions whose answers also change the pages of who gave them."""


class AttributeUnit(StrEnum):
    """Whether an answer is a person's own or holds for the household."""

    PERSON = "person"
    HOUSEHOLD = "household"


class Attribute(Base):
    """A question the community asks its members, only to see whom it does not hear."""

    __tablename__ = "attribute"
    __table_args__ = (UniqueConstraint("community_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"))
    key: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(300))
    kind: Mapped[AttributeKind] = mapped_column(word(AttributeKind), default=AttributeKind.PLAIN)
    unit: Mapped[AttributeUnit] = mapped_column(word(AttributeUnit), default=AttributeUnit.PERSON)
    sensitive: Mapped[bool] = mapped_column(default=False)
    judged: Mapped[bool] = mapped_column(default=True)
    """False for preferences that help a person and are no group in the panel."""
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)

    community: Mapped[Community] = relationship(back_populates="attributes")
    values: Mapped[list["AttributeValue"]] = relationship(
        back_populates="attribute", order_by="AttributeValue.position", cascade="all, delete-orphan"
    )

    @property
    def helps_herself(self) -> bool:
        """Does an answer also change the pages of who gave it?"""
        return self.key in (EXPLANATION, HELP)


class AttributeValue(Base):
    """One possible answer, with the phrase that names the people who gave it."""

    __tablename__ = "attribute_value"
    __table_args__ = (UniqueConstraint("attribute_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attribute_id: Mapped[int] = mapped_column(ForeignKey("attribute.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(120))
    phrase: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)

    attribute: Mapped[Attribute] = relationship(back_populates="values")


class Declaration(Base):
    """What a member chose to tell about herself; deleted the moment she withdraws it."""

    __tablename__ = "declaration"

    membership_id: Mapped[int] = mapped_column(
        ForeignKey("membership.id", ondelete="CASCADE"), primary_key=True
    )
    value_id: Mapped[int] = mapped_column(
        ForeignKey("attribute_value.id", ondelete="CASCADE"), primary_key=True
    )
    declared_at: Mapped[datetime] = mapped_column(Moment)

    membership: Mapped[Membership] = relationship(back_populates="declarations")
    value: Mapped[AttributeValue] = relationship()


class Place(Base):
    """Where the community can be found, and whether somebody helps with voting there."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[str] = mapped_column(String(200), default="")
    helps_with_voting: Mapped[bool] = mapped_column(default=False)

    community: Mapped[Community] = relationship(back_populates="places")


class SignInToken(Base):
    """A personal link or code, stored hashed and spent once."""

    __tablename__ = "sign_in_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    device_hash: Mapped[str | None] = mapped_column(String(64))
    """The device that asked; only there the six digits of the mail are accepted."""
    wrong_codes: Mapped[int] = mapped_column(default=0)
    next_path: Mapped[str] = mapped_column(String(300), default="/")
    confirms_email: Mapped[str | None] = mapped_column(String(254))
    """The address that becomes hers when she opens the link that was sent to it."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    spent_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship()


class LogLine(Base):
    """What a facilitator or the host did to a community, for every member to read."""

    __tablename__ = "community_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    action: Mapped[str] = mapped_column(String(60))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    by: Mapped[Membership | None] = relationship()
