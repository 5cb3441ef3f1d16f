"""Drawing lots after closing: three dice, thrown once with people there, that anybody can redo."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from communities.permissions import Action
from decisions import proposals_together as compared
from decisions.counting.shown_result import Shown
from decisions.counting.tally import count_file_name, result_of, seed_of
from decisions.here import DecisionHere
from decisions.log import append
from decisions.models import Decision
from decisions.phases import allowed
from decisions.visibility import may_see_result
from plumbing.database.locking import lock
from plumbing.values import Struct
from plumbing.web import Invalid, WrongMoment
from plumbing.words.language import said
from proposals.phases import Step
from proposals.phases import allowed as still_open
from voting import METHODS, InvalidSettings, Result
from voting.lots import typed_dice

WAITING = frozenset({"needs_lot", "tied"})
FEWEST_THERE, MOST_THERE = 2, 9999


class Draw(Struct, frozen=True):
    """A lot that has fallen, with everything needed to redo it."""

    dice: tuple[int, ...]
    seen_by: int
    closing: str
    seed: str
    keys: tuple[tuple[str, str], ...]
    """Of each option that was level its label and its key, in the order of the lot."""
    command: str


def draw_of(found: DecisionHere, shown: Shown | None) -> Draw | None:
    """The lot of the newest round, for who may see its result."""
    current = found.round
    seed = seed_of(current) if current else None
    if shown is None or current is None or seed is None:
        return None
    labels = {option.key: option.label for option in found.decision.options}
    return Draw(
        dice=tuple(map(int, current.dice or "")),
        seen_by=current.dice_seen_by or 0,
        closing=current.closing_fingerprint or "",
        seed=seed,
        keys=tuple((labels[key], digest) for key, digest in keys_of(shown.result)),
        command=f"flask count {count_file_name(found.decision)} {_flag(found.decision)}{seed}",
    )


def waits_for_dice(found: DecisionHere, shown: Shown | None) -> bool:
    """May she throw now? Not where a decision that follows was prepared or opened."""
    return (
        shown is not None
        and shown.is_final
        and shown.result.status in WAITING
        and found.may_now(Action.DRAW_LOTS)
        and still_open(found.decision.proposal, Step.OPEN_DECISION)
    )


def draw_lots(
    session: Session, decision: Decision, by: Membership, typed: str, seen_by: str
) -> Result:
    """Let the lot fall, once: the same ballots counted with a seed nobody could have known.

    The seed is made of the closing fingerprint and the dice, so the dice come after closing.
    """
    lock(session, decision, "phase", "revision")
    current = decision.rounds[-1]
    lock(session, current, "dice", "closing_fingerprint")
    if not allowed(decision.phase, Action.DRAW_LOTS, binds=decision.binds):
        raise WrongMoment(_("Loten kan pas na de sluiting, en voor het verslag vastligt."))
    if current.dice is not None:
        raise WrongMoment(_("Er is al geloot. Dat gebeurt maar één keer."))
    if not may_see_result(decision, None):
        raise WrongMoment(_("Laat eerst de uitslag zien. Daarna kun je loten."))
    if result_of(session, decision, current).status not in WAITING:
        raise WrongMoment(_("Hier valt niets te loten. De uitslag staat al vast."))
    follows = session.scalar(Decision.following(decision, with_prepared=True))
    if follows or not still_open(decision.proposal, Step.OPEN_DECISION):
        raise WrongMoment(_("Hier komt al een nieuw besluit over. Zeg dat eerst af."))
    dice, there = _thrown(typed, seen_by)
    current.dice = "".join(map(str, dice))
    current.dice_seen_by = there
    result = result_of(session, decision, current)
    current.result = result.as_json()
    decision.mark_changed()
    compared.end(session, decision, decided=True)
    append(
        session,
        decision,
        "drawn",
        {
            "round": current.number,
            "closing": current.closing_fingerprint,
            "dice": current.dice,
            "seen_by": there,
            "seed": seed_of(current),
            "keys": [list(pair) for pair in keys_of(result)],
            "status": result.status,
            "winners": list(result.winners),
        },
        by,
    )
    return result


def keys_of(result: Result) -> list[tuple[str, str]]:
    """Option and key in the order of the lot, as the count keeps them."""
    table = result.tables.get("draw")
    rows = table if isinstance(table, list) else []
    return [(row["option"], row["key"]) for row in rows]


def _thrown(typed: str, seen_by: str) -> tuple[tuple[int, int, int], int]:
    errors = {}
    dice, there = (0, 0, 0), 0
    try:
        dice = typed_dice(typed)
    except InvalidSettings as wrong:
        errors["dice"] = said(wrong.sentence)
    if seen_by.strip().isdecimal():
        there = int(seen_by.strip()[:5])
    if not FEWEST_THERE <= there <= MOST_THERE:
        errors["seen_by"] = _("Loot samen: er is ten minste één ander bij. Vul in hoeveel.")
    if errors:
        raise Invalid(errors)
    return dice, there


def _flag(decision: Decision) -> str:
    """A method with a lot of its own is told the seed; elsewhere the lot falls on the tie."""
    settings = METHODS[decision.method].settings(len(decision.options))
    has_lot = any(setting.name == "seed" for setting in settings)
    return "--set seed=" if has_lot else "--lot "
