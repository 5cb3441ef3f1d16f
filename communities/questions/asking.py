"""Asking: a question of a community's own to its members, as it is filled in."""

from collections.abc import Collection

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from communities.models import AttributeKind, AttributeUnit
from communities.questions.proposed_questions import ProposedQuestion
from communities.questions.question import Answer
from communities.typed_text import clean
from plumbing.web import Invalid, slug_of

FEWEST_ANSWERS, MOST_ANSWERS = 2, 12


def question_from(form: MultiDict[str, str], taken: Collection[str]) -> ProposedQuestion:
    """A question with its purpose and answers, one a line: "Ja = buren met een auto"."""
    text, purpose = clean(form.get("question", "")), clean(form.get("purpose", ""))
    lines = [clean(line) for line in form.get("answers", "").splitlines()]
    answers = _answers([line for line in lines if line])
    errors: dict[str, str] = {}
    if not 1 <= len(text) <= 200:
        errors["question"] = _("Schrijf een vraag van hoogstens 200 letters.")
    if not 1 <= len(purpose) <= 300:
        errors["purpose"] = _("Schrijf in één zin waarvoor jullie dit vragen.")
    if not FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS:
        errors["answers"] = _("Geef 2 tot en met 12 antwoorden, elk op een regel.")
    elif any(len(one.label) > 120 or len(one.phrase) > 200 for one in answers):
        errors["answers"] = _("Een antwoord heeft hoogstens 120 letters.")
    if errors:
        raise Invalid(errors)
    kind, unit = form.get("kind", ""), form.get("unit", "")
    return ProposedQuestion(
        _free_key(text, taken),
        text,
        purpose,
        tuple(answers),
        kind=AttributeKind(kind) if kind in [*AttributeKind] else AttributeKind.PLAIN,
        unit=AttributeUnit(unit) if unit in [*AttributeUnit] else AttributeUnit.PERSON,
        sensitive="sensitive" in form,
    )


def _answers(lines: list[str]) -> list[Answer]:
    answers: list[Answer] = []
    for number, line in enumerate(lines, 1):
        label, _equals, phrase = (part.strip() for part in line.partition("="))
        if label:
            # Without a phrase the answer itself names who gave it.
            answers.append(Answer(str(number), label, phrase or f"“{label}”"))
    return answers


def _free_key(text: str, taken: Collection[str]) -> str:
    wanted = slug_of(text, 34) or "vraag"
    number = 2
    key = wanted
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key
