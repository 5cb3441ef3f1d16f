"""Presets: ways of deciding set up beforehand, by the name a community knows them by.

A preset fills in the form and binds nothing: every number in it can still be changed.
Like `decisions/methods/advice.py` it names methods by their keys, because it is about one each.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from decisions.models import Secrecy
from decisions.opening.form import Filled
from plumbing.values import Struct, field, replace
from voting.words import N_


class Preset(Struct, frozen=True):
    """A method with what is filled in for it, and what the one who opens should know."""

    key: str
    method: str
    name: str
    words: str
    settings: Mapping[str, str] = field(default_factory=dict)
    secrecy: Secrecy | None = None
    by_articles: bool = False
    """Is each number found in the community's articles, so that it says in which?"""
    second_quorum: str = ""
    note: str = ""
    on_the_list: bool = True


LISTED = (
    Preset(
        "kring",
        "consent",
        N_("Kringbesluit"),
        N_("Het gaat door als niemand een bezwaar heeft."),
    ),
    Preset(
        "gewoon",
        "majority",
        N_("Gewoon besluit"),
        N_("Voor of tegen. Meer stemmen voor dan tegen, dan gaat het door."),
        {"threshold": "simple", "base": "for_and_against"},
    ),
    Preset(
        "ruim",
        "majority",
        N_("Besluit met twee derde"),
        N_("Voor of tegen. Ten minste twee derde is voor."),
        {"threshold": "2/3", "base": "for_and_against"},
        on_the_list=False,
    ),
    Preset(
        "rondes",
        "majority",
        N_("Kiezen in twee rondes"),
        N_("Iedereen kiest één plan. Haalt niets de helft, dan komt er een tweede ronde."),
        {"threshold": "absolute", "base": "cast"},
        on_the_list=False,
    ),
    Preset(
        "statuten",
        "majority",
        N_("Statuten veranderen"),
        N_("Twee derde voor, genoeg mensen, en zo nodig een tweede keer met dezelfde tekst."),
        {"threshold": "2/3", "base": "for_and_against", "quorum": "2/3"},
        by_articles=True,
        second_quorum="0",
        note=N_(
            "Kijk bij elk getal na wat er in jullie statuten staat, en schrijf op in welk artikel. "
            "De notaris heeft dat later nodig."
        ),
    ),
    Preset(
        "bestuur",
        "majority",
        N_("Bestuur kiezen"),
        N_("Geheim, per plek. Meer dan de helft, anders een tweede ronde, en dan het lot."),
        {"threshold": "absolute", "base": "cast"},
        Secrecy.SECRET,
        note=N_(
            "Maak voor elke plek een besluit. Haalt niemand meer dan de helft, dan zet je met één "
            "knop de tweede ronde klaar. Is het dan gelijk, dan gooien jullie samen met "
            "dobbelstenen."
        ),
    ),
    Preset(
        "eerst",
        "dots",
        N_("Wat eerst?"),
        N_("Iedereen verdeelt stippen. Dit is geen besluit: het zegt alleen wat eerst komt."),
        note=N_("Dit is geen besluit. Het zegt alleen wat jullie het eerst willen oppakken."),
    ),
    Preset(
        "varianten",
        "approval",
        N_("Kiezen uit plannen"),
        N_("Iedereen kruist aan wat goed is. Het plan met de meeste kruisjes wint."),
    ),
    Preset(
        "buurtbudget",
        "budget_shares",
        N_("Buurtbudget"),
        N_("Plannen met een prijs, en ieder een eerlijk deel van het geld."),
    ),
    Preset(
        "peiling",
        "gradients",
        N_("Peiling"),
        N_("Hoe warm of koud zijn we? Dit is geen besluit."),
        note=N_("Dit is geen besluit. Het zegt alleen hoe jullie er nu over denken."),
    ),
)
PRESETS = {preset.key: preset for preset in LISTED}


def filled_by(preset: Preset, filled: Filled) -> Filled:
    """The form of the method with what the preset sets."""
    settings = filled.settings | dict(preset.settings)
    share = {name: settings[name] for name in ("threshold", "base") if name in preset.settings}
    return replace(
        filled,
        settings=settings,
        preset="" if preset.by_articles else urlencode(share, safe="/"),
        secrecy=preset.secrecy.value if preset.secrecy else filled.secrecy,
        by_articles=preset.by_articles,
        second_quorum=preset.second_quorum,
    )
