"""Majority on one motion: for, against, and how many were needed."""

from voting.ballots import Box
from voting.quorum import compared
from voting.results import Check, CountRound, Standing, Tally
from voting.thresholds import needed, why
from voting.words import N_, Sentence, say

FOR, AGAINST = 1, -1
"""The marks of a ballot on a motion."""


def tally(box: Box) -> Tally:
    """Adopted when the threshold is reached and more are for than against; a tie rejects."""
    (option_id,) = box.option_ids
    votes_for, against = box.having(option_id, FOR), box.having(option_id, AGAINST)
    checks = (_enough(votes_for, against, box), *_more_for(votes_for, against, box))
    adopted = all(check.met for check in checks)
    counts = {
        "for": votes_for,
        "against": against,
        "blank": box.numbers.blank,
        "invalid": box.numbers.invalid,
    }
    return Tally(
        status="adopted" if adopted else "rejected",
        winners=(option_id,) if adopted else (),
        tied=(),
        standings=(Standing(option_id, 1, votes_for, box.numbers.valid),),
        explanation=tuple(_explanation(votes_for, against, box)),
        conclusion=tuple(_conclusion(votes_for, against, adopted=adopted)),
        checks=checks,
        rounds=(CountRound(1, "final", counts),),
    )


def _base(box: Box) -> int:
    """The number of which the threshold is a part."""
    numbers = box.numbers
    bases = {
        "for_and_against": numbers.valid,
        "cast": numbers.cast,
        "present": numbers.present or 0,
        "roll": numbers.eligible,
    }
    return bases[box.settings["base"]]


def _reckoned(votes_for: int, against: int, box: Box) -> int:
    """What the sum starts from: more for than against is the same on every base."""
    return votes_for + against if box.settings["threshold"] == "simple" else _base(box)


def _enough(votes_for: int, against: int, box: Box) -> Check:
    least = needed(box.settings["threshold"], _reckoned(votes_for, against, box))
    found = say(N_("%(votes)s voor"), votes=votes_for)
    return Check(
        question=say(N_("Waren er genoeg voor?")),
        met=_base(box) > 0 and votes_for >= least,
        arithmetic=compared(found, least) if _base(box) else _nothing_to_reckon_with(),
    )


def _more_for(votes_for: int, against: int, box: Box) -> tuple[Check, ...]:
    """Asked apart where the threshold alone does not say it."""
    if box.settings["threshold"] == "simple":
        return ()
    found = N_("%(votes)s voor, %(against)s tegen")
    return (
        Check(
            question=say(N_("Waren er meer voor dan tegen?")),
            met=votes_for > against,
            arithmetic=say(found, votes=votes_for, against=against),
        ),
    )


def _explanation(votes_for: int, against: int, box: Box) -> list[Sentence]:
    threshold, start = box.settings["threshold"], _reckoned(votes_for, against, box)
    said = [
        say(
            N_("%(votes)s voor en %(against)s tegen is samen %(sum)s."),
            votes=votes_for,
            against=against,
            sum=votes_for + against,
        )
    ]
    whole = {
        "cast": N_("Alle stemmen tellen mee in het geheel, ook blanco en ongeldig: %(base)s."),
        "present": N_("Alle aanwezigen tellen mee in het geheel: %(base)s."),
        "roll": N_("Iedereen die mag stemmen telt mee in het geheel: %(base)s."),
    }
    widened = box.settings["base"] in whole and threshold != "simple"
    if widened:
        said.append(say(whole[box.settings["base"]], base=start))
    said.append(why(threshold, start) if _base(box) else _nothing_to_reckon_with())
    if box.numbers.blank and not widened:
        text = N_("Blanco telt wel mee bij de stemmen, maar niet bij voor of tegen.")
        said.append(say(text))
    return said


def _conclusion(votes_for: int, against: int, *, adopted: bool) -> list[Sentence]:
    if adopted:
        return [say(N_("Het voorstel is aangenomen."))]
    rejected = say(N_("Het voorstel is niet aangenomen."))
    if votes_for != against:
        return [rejected]
    return [say(N_("Er zijn evenveel voor als tegen. Dat is niet genoeg.")), rejected]


def _nothing_to_reckon_with() -> Sentence:
    return say(N_("Er zijn geen geldige stemmen om mee te rekenen."))
