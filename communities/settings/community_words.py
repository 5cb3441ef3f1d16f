"""What a community calls itself and its people, as it is filled in."""

from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from communities.models import Joining, Visibility
from communities.typed_text import clean
from plumbing.values import Struct

COMMUNITY_LENGTHS = {
    "name": 120,
    "shares": 500,
    "for_whom": 300,
    "person_word": 30,
    "people_word": 30,
}


class CommunityWords(Struct, frozen=True):
    """Who we are, for whom, and how one comes in and looks in."""

    name: str
    shares: str
    for_whom: str
    person_word: str
    people_word: str
    joining: Joining
    visibility: Visibility


def usual_words(language: str) -> dict[str, tuple[str, str]]:
    """What most call themselves, one and more, in the language of the community."""
    with force_locale(language):
        return {
            "buren": (_("buur"), _("buren")),
            "leden": (_("lid"), _("leden")),
            "bewoners": (_("bewoner"), _("bewoners")),
        }


def joinings() -> list[tuple[str, str, str]]:
    """How one becomes a member, for who chooses."""
    return [
        (Joining.OPEN.value, _("Open"), _("Wie wil, is meteen lid.")),
        (Joining.REQUEST.value, _("Op verzoek"), _("Je vraagt het een gespreksleider.")),
        (Joining.INVITATION.value, _("Op uitnodiging"), _("Door een lijst of een link.")),
    ]


def visibilities() -> list[tuple[str, str, str]]:
    """Who looks in, for who chooses."""
    return [
        (
            Visibility.MEMBERS.value,
            _("Alleen de leden"),
            _("Voor anderen bestaat deze gemeenschap niet."),
        ),
        (
            Visibility.PUBLIC.value,
            _("Iedereen"),
            _("Wie de link heeft, leest de voorstellen en besluiten. Gesprekken en namen niet."),
        ),
    ]


def words_from(
    form: MultiDict[str, str], errors: dict[str, str], language: str
) -> CommunityWords | None:
    """What was filled in; what is wrong with it is added to the errors, by field.

    `language` is the one in which the community speaks.
    """
    typed = {part: clean(form.get(part, "")) for part in COMMUNITY_LENGTHS}
    # A word of their own counts wherever it is filled in.
    if not (typed["person_word"] or typed["people_word"]):
        chosen = usual_words(language).get(form.get("words", ""))
        typed["person_word"], typed["people_word"] = chosen or ("", "")
    if not (typed["person_word"] and typed["people_word"]):
        errors["people_word"] = _("Vul het woord twee keer in: voor één mens en voor meer.")
    if not any(letter.isalnum() for letter in typed["name"]):
        errors["name"] = _("Geef de gemeenschap een naam.")
    errors |= {
        part: _("Schrijf hier hoogstens %(number)s letters.", number=longest)
        for part, longest in COMMUNITY_LENGTHS.items()
        if len(typed[part]) > longest
    }
    joining, visibility = form.get("joining", ""), form.get("visibility", "")
    if joining not in [*Joining]:
        errors["joining"] = _("Kies iets uit de lijst.")
    if visibility not in [*Visibility]:
        errors["visibility"] = _("Kies iets uit de lijst.")
    if errors:
        return None
    return CommunityWords(**typed, joining=Joining(joining), visibility=Visibility(visibility))
