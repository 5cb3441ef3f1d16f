"""The languages people speak here: their own names, and how to name one in a sentence."""

from babel import Locale

from plumbing.words.language import language

LANGUAGES = {
    "nl": "Nederlands",
    "en": "English",
    "tr": "Türkçe",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "pl": "Polski",
    "ti": "ትግርኛ",
    "uk": "Українська",
    "zh": "中文",
}


def named(code: str) -> str:
    """ "Turks" to who reads Dutch, "Turkish" to who reads English."""
    return Locale.parse(code).get_display_name(language()) or LANGUAGES[code]
