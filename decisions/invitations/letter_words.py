"""What a letter says, with u; only its first line is in the language of who gets it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from communities.memberships import role_name
from communities.models import Community, Membership, Place
from decisions.models import Decision
from plumbing.clock import now
from plumbing.drawing import dots as pictures
from plumbing.paths import absolute
from plumbing.values import Struct
from plumbing.words.language import day, moment

LONGEST_TEXT = 260
MOST_PLACES = 2
Way = tuple[str, str, str]
"""What stands before, in, and after the part that must be found at a glance."""


class LetterWords(Struct, frozen=True):
    """What all letters of one pile say."""

    language: str
    community: str
    date: str
    over: str
    title: str
    text: str
    until: Way | None
    scan: str
    type_in: str
    ways: tuple[Way, ...]
    promise: str
    greeting: tuple[str, str]
    dots: str
    reason: str
    qr: str
    """How a picture of the QR is called for who cannot see it."""


def words_of(
    community: Community,
    decision: Decision | None,
    places: Sequence[Place],
    by: Membership,
    eligible: int,
) -> LetterWords:
    """The letter in the language of the community."""
    with force_locale(community.language):
        return LetterWords(
            language=community.language,
            community=community.name,
            date=day(now(), year=True),
            over=_("Doet u mee?") if decision else "",
            title=decision.title
            if decision
            else _("Doet u mee met %(name)s?", name=community.name),
            text=_text(decision),
            until=_until(decision),
            scan=_("Scan de code met uw telefoon."),
            type_in=_("Of ga naar %(address)s en typ", address=_typed_address()),
            ways=tuple(_ways(community, decision, places)),
            promise=_promise(decision),
            greeting=(_("Met vriendelijke groet,"), f"{by.name}, {_role(by)}"),
            dots=dot_words(community, eligible, votes=decision is not None),
            reason=_reason(community, by),
            qr=_("Code om te scannen. Hij leidt naar dezelfde plek als de cijfers."),
        )


def first_line(language: str, decision: Decision | None) -> str:
    """What tells somebody at once that this letter is for her too."""
    with force_locale(language):
        if decision is None:
            return _("U kunt meedoen in uw eigen taal. Scan de code met uw telefoon.")
        return _(
            "Er is een stemming bij u in de buurt. U kunt stemmen in uw eigen taal: "
            "scan de code met uw telefoon."
        )


def dot_words(community: Community, eligible: int, *, votes: bool) -> str:
    """What the field of dots says, with u."""
    each = pictures.people_per_dot(eligible)
    people = community.people_word if eligible != 1 else community.person_word
    who = (
        ngettext(
            "%(num)s %(people)s mag stemmen.",
            "%(num)s %(people)s mogen stemmen.",
            eligible,
            people=people,
        )
        if votes
        else ngettext(
            "%(num)s %(people)s doet mee.", "%(num)s %(people)s doen mee.", eligible, people=people
        )
    )
    dot = _("Elke stip is %(number)s %(people)s.", number=each, people=people) if each > 1 else ""
    return " ".join(part for part in (who, _("U bent er één van."), dot) if part)


def _text(decision: Decision | None) -> str:
    if decision is None:
        return _("Met deze brief kunt u meepraten en meestemmen. U hebt geen mail nodig.")
    return shortened(
        " ".join(part for part in (decision.proposal.summary, _asked(decision)) if part)
    )


def _asked(decision: Decision) -> str:
    return "" if decision.is_motion else decision.question


def shortened(text: str) -> str:
    """As many whole sentences as a letter has room for."""
    if len(text) <= LONGEST_TEXT:
        return text
    cut = text[:LONGEST_TEXT]
    end = max(cut.rfind(mark) for mark in (". ", "? ", "! "))
    return cut[: end + 1] if end > 0 else cut.rsplit(" ", 1)[0] + " …"


def _until(decision: Decision | None) -> Way | None:
    if decision is None:
        return None
    return _around(_("U kunt meedoen tot %(until)s.", until="\n"), moment(decision.closes_at))


def _ways(community: Community, decision: Decision | None, places: Sequence[Place]) -> list[Way]:
    ways = []
    if community.phone:
        ways.append(_around(_("Of bel %(phone)s. Wij helpen u.", phone="\n"), community.phone))
    first_helping = sorted(places, key=lambda place: not place.helps_with_voting)
    ways += [_visit(place) for place in first_helping[:MOST_PLACES]]
    if decision is not None and decision.proposal.come_and_talk:
        ways.append((_("Praat u liever?"), "", f" {_ended(decision.proposal.come_and_talk)}"))
    return ways


def _visit(place: Place) -> Way:
    where = f"{place.name}, {place.address}" if place.address else place.name
    before, name, after = _around(_("Of kom langs: %(place)s.", place="\n"), where)
    helps = _("Er is hulp bij stemmen.") if place.helps_with_voting else ""
    hours = _ended(place.hours[:1].upper() + place.hours[1:])
    more = " ".join(part for part in (hours, helps) if part)
    return before, name, f"{after} {more}".rstrip()


def _ended(words: str) -> str:
    return f"{words}." if words and words[-1] not in ".!?" else words


def _around(sentence: str, found: str) -> Way:
    before, _line, after = sentence.partition("\n")
    return before, found, after


def _promise(decision: Decision | None) -> str:
    only = _("Deze code is alleen voor u.")
    if decision is None or not decision.is_secret:
        return only
    secret = _("Geen scherm laat zien wat u stemt. Ook de gespreksleider ziet het niet.")
    return f"{only} {secret}"


def _role(by: Membership) -> str:
    return (by.title or role_name(by.role_now.value)).lower()


def _reason(community: Community, by: Membership) -> str:
    why = _("U krijgt deze brief omdat u meedoet met %(name)s.", name=community.name)
    less = (
        _("Liever geen brieven? Bel ons.")
        if community.phone
        else _("Liever geen brieven? Zeg het tegen %(name)s.", name=by.name)
    )
    return f"{why} {less}"


def _typed_address() -> str:
    whole = urlsplit(absolute("/kom"))
    return f"{whole.netloc}{whole.path}"
