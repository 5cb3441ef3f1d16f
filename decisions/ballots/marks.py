"""Reading the marks of a ballot from its form, by what its method asks and never by its name."""

from collections.abc import Mapping

from flask_babel import gettext as _

from decisions.ballots.ranking import earlier, later
from plumbing.words.formality import u
from voting.method import Shape

MARK = "mark."
BLANK = "blank"
STEPS = ("more", "less", "up", "down", "sum")
"""Buttons that change what stands in the form and send nothing in."""


class NothingChosen(ValueError):
    """A ballot was sent in which nothing was chosen, not even blank."""


def marks_of(form: Mapping[str, str], shape: Shape) -> dict[str, int]:
    """The marks as they were sent: one `choice` such as "a=1" or blank, or a number for each."""
    choice = form.get("choice", "")
    if choice == BLANK:
        return {}
    marks = _numbers(form) | _chosen(choice)
    # Among grades nought is an answer; elsewhere it is what a form sends that nobody touched.
    says_something = bool(choice) or shape == "grades" or any(marks.values())
    if not marks or not says_something:
        raise NothingChosen(
            u(
                _("Kies eerst wat je wilt. Blanco mag ook."),
                _("Kies eerst wat u wilt. Blanco mag ook."),
            )
        )
    return marks


def is_step(form: Mapping[str, str]) -> bool:
    """Was a button pressed that only changes the form?"""
    return any(name in form for name in STEPS)


def filled_in(form: Mapping[str, str]) -> dict[str, int] | None:
    """The marks to show again, after one step if one was asked; none where nothing is chosen."""
    choice = form.get("choice", "")
    marks = _numbers(form) | _chosen(choice)
    for name, step in (("more", 1), ("less", -1)):
        if key := form.get(name, ""):
            return marks | {key: max(0, marks.get(key, 0) + step)}
    if key := form.get("up", ""):
        return earlier(marks, key)
    if key := form.get("down", ""):
        return later(marks, key)
    return marks if marks or choice == BLANK else None


def _numbers(form: Mapping[str, str]) -> dict[str, int]:
    return {
        name.removeprefix(MARK): _number(value)
        for name, value in form.items()
        if name.startswith(MARK) and value
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
