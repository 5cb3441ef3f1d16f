"""The quorum: whether enough people took part for the count to hold."""

from fractions import Fraction
from math import ceil

from voting.ballots import Box
from voting.results import Check, Quorum
from voting.words import N_, NN_, Sentence, say, say_number


def judge(box: Box) -> Quorum:
    """How many had to take part, and whether they did.

    Compares exactly: 60 % of 1,000 is 600, and 599 is not enough.
    """
    required = needed(box.settings["quorum"], box.numbers.eligible)
    return Quorum(required, _took_part(box) >= required)


def needed(quorum: int | str, eligible: int) -> int:
    """How many people that is of a roll of `eligible`: a number as it is, a fraction rounded up."""
    return ceil(Fraction(quorum) * eligible) if isinstance(quorum, str) else quorum


def _took_part(box: Box) -> int:
    present = box.numbers.present
    if box.settings["quorum_of"] == "present" and present is not None:
        return present
    return box.numbers.cast


def checks(box: Box, quorum: Quorum) -> tuple[Check, ...]:
    """The question whether enough people took part; none where the rule asks for nobody."""
    if quorum.required == 0:
        return ()
    questions = {
        "cast": N_("Stemden er genoeg mensen?"),
        "present": N_("Waren er genoeg mensen?"),
    }
    question = say(questions[box.settings["quorum_of"]])
    return (Check(question, quorum.met, _arithmetic(box, quorum)),)


def explanation(box: Box, quorum: Quorum) -> tuple[Sentence, ...]:
    """The rule and the sum in words; nothing where the rule asks for nobody."""
    if quorum.required == 0:
        return ()
    return _rule(box, quorum), say(N_("%(sum)s."), sum=_arithmetic(box, quorum))


def _rule(box: Box, quorum: Quorum) -> Sentence:
    share = box.settings["quorum"]
    if isinstance(share, str):
        one = N_("Van de %(eligible)s mens moet %(share)s meedoen: dat is %(required)s.")
        more = N_("Van de %(eligible)s mensen moet %(share)s meedoen: dat is %(required)s.")
        eligible = box.numbers.eligible
        text = one if eligible == 1 else more
        return say(text, eligible=eligible, share=share, required=quorum.required)
    texts = NN_("Er moet %(num)s mens meedoen.", "Er moeten %(num)s mensen meedoen.")
    return say_number(texts, quorum.required)


def _arithmetic(box: Box, quorum: Quorum) -> Sentence:
    texts = {
        "cast": NN_("%(num)s stemde", "%(num)s stemden"),
        "present": NN_("%(num)s was er", "%(num)s waren er"),
    }
    found = say_number(texts[box.settings["quorum_of"]], _took_part(box))
    return compared(found, quorum.required)


def compared(found: Sentence, required: int) -> Sentence:
    """“26 voor, 21 waren nodig”: what was `found`, and how much of it was `required`."""
    wanted = say_number(NN_("%(num)s was nodig", "%(num)s waren nodig"), required)
    return say(N_("%(found)s, %(wanted)s"), found=found, wanted=wanted)
