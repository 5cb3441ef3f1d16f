"""Beginning a community at a kitchen table: its words, its first rules, and who began it."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from communities import log
from communities.founding.founding import found_community
from communities.joining.newcomers import Newcomer, newcomer_from
from communities.memberships import add_member
from communities.models import Community, Membership, Person, Role
from communities.questions.proposed_questions import ask_proposed
from communities.rules.rules import set_rules
from communities.rules.starting_rules import STARTING_RULES
from communities.settings.community_words import CommunityWords, words_from
from communities.signing_in import once
from communities.signing_in.confirming import confirm_address
from plumbing.values import Struct, replace
from plumbing.web import Invalid, slug_of


class Beginning(Struct, frozen=True):
    """All that the page asks."""

    words: CommunityWords
    template: str
    asks: bool
    questions: Sequence[str]
    founder: Newcomer


def beginning_from(form: MultiDict[str, str], language: str, *, name: str = "") -> Beginning:
    """What a form says; who is signed in has her name already. Raises Invalid by field."""
    errors: dict[str, str] = {}
    # "name" is the community's here; hers has a field of its own.
    hers = MultiDict({"name": form.get("your_name", ""), "email": form.get("email", "")})
    try:
        founder = newcomer_from(hers, name=name)
    except Invalid as invalid:
        errors = {
            "your_name" if part == "name" else part: said for part, said in invalid.errors.items()
        }
        founder = Newcomer("")
    words = words_from(form, errors, language)
    template = form.get("template", "")
    if template not in STARTING_RULES:
        errors["template"] = _("Kies iets uit de lijst.")
    if errors or words is None:
        raise Invalid(errors)
    asks = form.get("asks") == "yes"
    return Beginning(words, template, asks, form.getlist("questions") if asks else (), founder)


def begin(
    session: Session, beginning: Beginning, person: Person | None, form: str, language: str
) -> Membership:
    """Makes the community and returns the membership of its founder, a facilitator with a vote."""
    words = beginning.words
    community = found_community(
        session,
        words.name,
        slug=_free_slug(session, words.name),
        shares=words.shares,
        person_word=words.person_word,
        people_word=words.people_word,
        visibility=words.visibility,
        joining=words.joining,
        language=language,
    )
    community.for_whom = words.for_whom
    community.asks_who_is_missing = beginning.asks
    founder = replace(beginning.founder, language=language)
    member = add_member(session, community, founder.name, person=person, language=language)
    member.role = Role.FACILITATOR
    log.note(session, community.id, "founded", member)
    ask_proposed(session, community, beginning.questions)
    set_rules(session, community, STARTING_RULES[beginning.template], member)
    if person is None:
        path = f"/g/{community.slug}/begin"
        once.take(session, form, member.person, path)
        confirm_address(session, member.person, founder.email, path)
    return member


def _free_slug(session: Session, name: str) -> str:
    """The name as an address; a number follows where another has it already."""
    wanted = slug_of(name, 50) or "gemeenschap"
    taken = set(
        session.scalars(
            select(Community.slug).where(Community.slug.startswith(wanted, autoescape=True))
        )
    )
    number = 2
    slug = wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


SENTENCES: log.Sentences = {
    "founded": lambda by, details: _("%(by)s begon deze gemeenschap.", by=by),
}
