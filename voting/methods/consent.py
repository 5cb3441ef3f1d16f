"""Consent: a proposal goes through when enough people answered and nobody objects.

Everybody says: I agree, I agree but I worry, or I object. One objection stops the proposal for
now; a worry never does. Silence is not consent: who did not answer is counted as not answered.
The rule is that of sociocracy (Gerard Endenburg): not "is everybody for it", but "has nobody a
reason against it".
"""

from collections.abc import Collection, Mapping
from typing import Any

from voting.ballots import Box, whole_marks
from voting.method import Method
from voting.quorum import compared
from voting.refusals import InvalidBallot
from voting.results import Check, CountRound, Standing, Status, Tally
from voting.settings import Setting, choice, text, whole
from voting.words import N_, NN_, Sentence, say, say_number

_CONSENT, _CONCERN, _OBJECTION = 1, 0, -1


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """1 consent, 0 consent with a concern, −1 objection; {} stands aside. Raises InvalidBallot."""
    cleaned = whole_marks(marks, options)
    if not set(cleaned.values()) <= {_CONSENT, _CONCERN, _OBJECTION}:
        given = N_("Kies: ik ga akkoord, ik ga akkoord maar ik maak me zorgen, of een bezwaar.")
        raise InvalidBallot(say(given))
    return cleaned


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand; the count itself sees one round and the objections that hold.

    `min_participants` is the fewest valid answers, 1 or more. `max_rounds` is how often everybody
    is asked at most, 1 or more. `fallback` is the key of the method that decides when an objection
    stays, or "postpone". `objection_holds` says which objections stop it: "always" each of them,
    "shared" those that at least `shared_by` others share, 1 or more, "group" those that the group
    finds a reason not to try it now.
    """
    return (
        Setting("min_participants", whole(1), 3),
        Setting("max_rounds", whole(1), 3),
        Setting("fallback", text, "postpone", names_method=True),
        Setting("objection_holds", choice("always", "shared", "group"), "always"),
        Setting("shared_by", whole(1), 1),
    )


def tally(box: Box) -> Tally:
    """One round, with the objections that hold as −1."""
    (option_id,) = box.option_ids
    counts = {
        "consent": box.having(option_id, _CONSENT),
        "concern": box.having(option_id, _CONCERN),
        "objection": box.having(option_id, _OBJECTION),
        "blank": box.numbers.blank,
        "invalid": box.numbers.invalid,
        "not_answered": box.numbers.eligible - box.numbers.cast,
    }
    status = _judge(counts["objection"], box)
    return Tally(
        status=status,
        winners=(option_id,) if status == "adopted" else (),
        tied=(),
        standings=(Standing(option_id, 1, counts["consent"], box.numbers.valid),),
        explanation=tuple(_explanation(counts)),
        conclusion=(_conclusion(status),),
        checks=_checks(counts["objection"], box),
        rounds=(CountRound(1, "final", counts),),
    )


def _judge(objections: int, box: Box) -> Status:
    if objections:
        return "blocked"
    return "adopted" if box.numbers.valid >= box.settings["min_participants"] else "undecided"


def _explanation(counts: Mapping[str, int]) -> list[Sentence]:
    said = [
        say(
            N_(
                "Akkoord: %(consent)s. Akkoord, maar met zorgen: %(concern)s. "
                "Bezwaar: %(objection)s."
            ),
            **{name: counts[name] for name in ("consent", "concern", "objection")},
        )
    ]
    if counts["concern"]:
        said.append(say(N_("Zorgen schrijven we op. Ze houden het voorstel niet tegen.")))
    if counts["blank"]:
        texts = NN_(
            "%(num)s mens laat het aan de anderen over.",
            "%(num)s mensen laten het aan de anderen over.",
        )
        said.append(say_number(texts, counts["blank"]))
    if counts["not_answered"]:
        texts = NN_(
            "%(num)s mens gaf geen antwoord. Dat is geen ja.",
            "%(num)s mensen gaven geen antwoord. Dat is geen ja.",
        )
        said.append(say_number(texts, counts["not_answered"]))
    return said


def _conclusion(status: Status) -> Sentence:
    texts = {
        "adopted": N_("Niemand heeft een bezwaar. Het voorstel is aangenomen."),
        "blocked": N_("Zolang er een bezwaar is, gaat het voorstel niet door."),
        "undecided": N_("Er zijn te weinig antwoorden. Er is nog niets besloten."),
    }
    return say(texts[status])


def _checks(objections: int, box: Box) -> tuple[Check, ...]:
    texts = NN_("%(num)s antwoordde", "%(num)s antwoordden")
    answered = say_number(texts, box.numbers.valid)
    least = box.settings["min_participants"]
    return (
        Check(
            question=say(N_("Gaven er genoeg mensen antwoord?")),
            met=box.numbers.valid >= least,
            arithmetic=compared(answered, least),
        ),
        Check(
            question=say(N_("Is er niemand met een bezwaar?")),
            met=objections == 0,
            arithmetic=say_number(NN_("%(num)s bezwaar", "%(num)s bezwaren"), objections),
        ),
    )


METHOD = Method(
    key="consent",
    name=N_("Besluit zonder bezwaar"),
    weakness=N_(
        "Eén bezwaar kan het tegenhouden. Het kost meer gesprek, en met veel mensen duurt het lang."
    ),
    check=check,
    tally=tally,
    settings=settings,
    one_option_is_a_motion=True,
    one_option_only=True,
    purpose="objection",
    reasons={"concern": _CONCERN, "objection": _OBJECTION},
    answers={
        "consent": N_("Akkoord"),
        "concern": N_("Akkoord, maar met zorgen"),
        "objection": N_("Bezwaar"),
    },
    speaks={"consent": "for", "objection": "against"},
    asks={
        _CONSENT: N_("Ik ga akkoord"),
        _CONCERN: N_("Ik ga akkoord, maar ik maak me zorgen"),
        _OBJECTION: N_("Ik heb een bezwaar"),
    },
)
