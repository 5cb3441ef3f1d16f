"""Questions a community may ask its members: about what somebody needs, never where she is from."""

from collections.abc import Collection

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import EXPLANATION, HELP, Attribute, AttributeKind, AttributeUnit, Community
from communities.questions.question import Answer, ask
from plumbing.values import Struct


class ProposedQuestion(Struct, frozen=True):
    """What is asked and what for, with the answers one can give."""

    key: str
    text: str
    purpose: str
    answers: tuple[Answer, ...]
    kind: AttributeKind = AttributeKind.PLAIN
    unit: AttributeUnit = AttributeUnit.PERSON
    sensitive: bool = False
    is_usual: bool = True
    """Ticked from the start; what is not waits until somebody wants it."""


def proposed(people: str) -> list[ProposedQuestion]:
    """Three that most communities can use and one more, in their own word for their people."""
    return [_language(people), _time(people), _home(), _help(people)]


def ask_proposed(session: Session, community: Community, keys: Collection[str]) -> list[Attribute]:
    """Adds those of the proposed questions that were ticked."""
    return [
        ask(
            session,
            community,
            question.key,
            question.text,
            question.purpose,
            question.answers,
            kind=question.kind,
            unit=question.unit,
            sensitive=question.sensitive,
        )
        for question in proposed(community.people_word)
        if question.key in keys
    ]


def _language(people: str) -> ProposedQuestion:
    spoken = {"nl": _("Nederlands"), "en": _("Engels"), "tr": _("Turks"), "ar": _("Arabisch")}
    answers = [
        Answer(
            code,
            name,
            _("%(people)s die uitleg in het %(language)s willen", people=people, language=name),
        )
        for code, name in spoken.items()
    ]
    other = _("%(people)s die uitleg in een andere taal willen", people=people)
    return ProposedQuestion(
        EXPLANATION,
        _("In welke taal wil je uitleg?"),
        _("Om te zien of we iedereen bereiken die liever een andere taal leest of hoort."),
        (*answers, Answer("anders", _("Een andere taal"), other)),
        kind=AttributeKind.MULTIPLE,
        sensitive=True,
    )


def _time(people: str) -> ProposedQuestion:
    weekend = _("%(people)s die in het weekend kunnen", people=people)
    return ProposedQuestion(
        "wanneer",
        _("Wanneer kun je meepraten?"),
        _("Om te zien of we steeds dezelfde mensen missen door het uur van de dag."),
        (
            Answer("dag", _("Overdag"), _("%(people)s die overdag kunnen", people=people)),
            Answer("avond", _("’s Avonds"), _("%(people)s die ’s avonds kunnen", people=people)),
            Answer("weekend", _("In het weekend"), weekend),
        ),
        kind=AttributeKind.MULTIPLE,
    )


def _home() -> ProposedQuestion:
    return ProposedQuestion(
        "wonen",
        _("Huur je, of is je huis van jezelf?"),
        _("Om te zien of we huurders en eigenaren allebei horen."),
        (
            Answer("huur", _("Huur"), _("huishoudens die huren")),
            Answer("koop", _("Eigen huis"), _("huishoudens met een eigen huis")),
        ),
        unit=AttributeUnit.HOUSEHOLD,
    )


def _help(people: str) -> ProposedQuestion:
    together = _("%(people)s die liever samen meedoen", people=people)
    return ProposedQuestion(
        HELP,
        _("Wat helpt je om mee te doen?"),
        _("Om te zien of we iedereen horen die liever luistert, praat of samen komt."),
        (
            Answer(
                "voorlezen", _("Voorlezen"), _("%(people)s die liever luisteren", people=people)
            ),
            Answer(
                "opschrijven",
                _("Iemand die opschrijft wat ik zeg"),
                _("%(people)s die liever praten dan schrijven", people=people),
            ),
            Answer("samen", _("Samen met iemand"), together),
        ),
        kind=AttributeKind.MULTIPLE,
        sensitive=True,
        is_usual=False,
    )
