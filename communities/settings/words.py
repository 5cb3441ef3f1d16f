"""Words for each setting of a community, as its log calls it."""

from flask_babel import gettext as _


def name_of(setting: str) -> str:
    return {
        "name": _("de naam"),
        "shares": _("wat we delen"),
        "for_whom": _("voor wie het is"),
        "person_word": _("hoe we één lid noemen"),
        "people_word": _("hoe we elkaar noemen"),
        "joining": _("hoe je lid wordt"),
        "visibility": _("wie mag meelezen"),
        "indexable": _("of zoekmachines ons vinden"),
        "phone": _("het telefoonnummer"),
        "asks_who_is_missing": _("“Wie horen we niet?”"),
    }.get(setting, setting)
