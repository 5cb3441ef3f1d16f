"""Reading the marks of a ballot from its form, whatever the method."""

from collections.abc import Mapping

from flask_babel import gettext as _

MARK = "mark."
BLANK = "blank"


class NothingChosen(ValueError):
    """A ballot was sent in which nothing was chosen, not even blank."""


def marks_of(form: Mapping[str, str]) -> dict[str, int]:
    """The marks as they were sent: one `choice` such as "a=1" or blank, or a number for each."""
    choice = form.get("choice", "")
    if choice == BLANK:
        return {}
    marks = _numbers(form) | _chosen(choice)
    if not marks or (not choice and not any(marks.values())):
        raise NothingChosen(_("Kies eerst wat je wilt. Blanco mag ook."))
    return marks


def stepped(form: Mapping[str, str]) -> tuple[dict[str, int] | None, bool]:
    """The marks to show again, after one step more or less; and whether a step was asked."""
    choice = form.get("choice", "")
    marks = _numbers(form) | _chosen(choice)
    for name, step in (("more", 1), ("less", -1)):
        if key := form.get(name, ""):
            marks[key] = max(0, marks.get(key, 0) + step)
            return marks, True
    if marks or choice == BLANK:
        return marks, False
    return None, False


def _numbers(form: Mapping[str, str]) -> dict[str, int]:
    return {
        name.removeprefix(MARK): _number(value)
        for name, value in form.items()
        if name.startswith(MARK)
    }


def _chosen(choice: str) -> dict[str, int]:
    key, equals, number = choice.partition("=")
    return {key: _number(number)} if equals and key else {}


def _number(text: str) -> int:
    # What is no number becomes a mark that no method takes.
    digits = text.removeprefix("-")
    if not digits.isdecimal() or len(digits) > 6:
        return -(10**6)
    return -int(digits) if text.startswith("-") else int(digits)
