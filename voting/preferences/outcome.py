"""The outcome of a count by preferences: who won, every place, and the stages as rounds."""

from collections.abc import Iterator

from voting import lots
from voting.ballots import Box
from voting.preferences.lookback import Totals
from voting.preferences.stages import CountStage, PreferenceState, Stages
from voting.preferences.stages_words import Written, conclusion, explanation
from voting.results import CountRound, Number, Standing, Tally
from voting.standings import level
from voting.values import Struct
from voting.ways import Course, Path
from voting.words import Sentence


class Followed(Struct, frozen=True):
    """A count followed to its end, by the lot or, while there is none, by the file."""

    box: Box
    path: Path[PreferenceState]
    written: Written

    @property
    def state(self) -> PreferenceState:
        """Where the count stands at its end."""
        return self.path.end

    @property
    def waits_for_lot(self) -> bool:
        """Whether a lot decides who is elected and has not fallen yet."""
        return self.box.settings["seed"] is None and self.path.deciding is not None


def follow(box: Box, stages: Stages, written: Written) -> Followed:
    """The count to its end: by the seed or, while there is none, by the order of the file.

    `written` makes the number that people read of a number of units.
    """
    seed = box.settings["seed"]
    order = box.option_ids if seed is None else lots.order(seed, box.option_ids)
    course = Course(stages.step, PreferenceState.key, lambda state: frozenset(state.elected))
    return Followed(box, course.follow(stages.start(box.option_ids), order), written)


def outcome(found: Followed, opening: tuple[Sentence, ...]) -> Tally:
    """`opening` says the rule in words; the stages follow."""
    deciding, elected = found.path.deciding, found.state.elected
    if found.waits_for_lot:
        always = found.path.always or frozenset()
        elected = tuple(option for option in elected if option in always)
    return Tally(
        status="needs_lot" if found.waits_for_lot else "chosen",
        winners=elected,
        tied=deciding.options if found.waits_for_lot and deciding else (),
        standings=_standings(found),
        explanation=(*opening, *explanation(found.box, found.path, found.written)),
        conclusion=conclusion(found.box, found.path, elected),
        rounds=_rounds(found),
    )


def nothing_counted(box: Box, zero: Number) -> Tally:
    """Without a valid ballot there is nobody to elect and nothing to move."""
    return Tally("undecided", (), (), level(box.option_ids, zero), (), ())


def _standings(found: Followed) -> tuple[Standing, ...]:
    """The elected, then those still there by votes, then who went out last."""
    first = found.state.stages[0].totals
    unit = sum(first.values()) // found.box.numbers.valid
    rows: list[Standing] = []
    for group in _groups(found.state):
        place = len(rows) + 1
        rows += [
            Standing(option, place, found.written(units), first[option] // unit)
            for option, units in group
        ]
    return tuple(rows)


def _groups(state: PreferenceState) -> Iterator[list[tuple[str, int]]]:
    """Options that share a place, with the units they held when last in play."""
    when_elected = {o: stage.totals[o] for stage in state.stages for o in stage.elected}
    for option in state.elected:
        yield [(option, when_elected[option])]
    for units in sorted({state.totals[option] for option in state.continuing}, reverse=True):
        yield [(option, units) for option in state.continuing if state.totals[option] == units]
    for before, stage in reversed(list(zip(state.stages, state.stages[1:], strict=False))):
        if stage.eliminated:
            yield [(option, before.totals[option]) for option in stage.eliminated]


def _rounds(found: Followed) -> tuple[CountRound, ...]:
    fallen = iter(found.path.lots)
    return tuple(
        _as_round(number, stage, found.written, next(fallen).as_json() if stage.by_lot else None)
        for number, stage in enumerate(found.state.stages, start=1)
    )


def _as_round(
    number: int, stage: CountStage, written: Written, lot: dict[str, object] | None
) -> CountRound:
    def numbers(totals: Totals) -> dict[str, Number]:
        return {option: written(units) for option, units in totals.items()}

    return CountRound(
        stage=number,
        action=stage.action,
        values=numbers(stage.totals),
        elected=stage.elected,
        eliminated=stage.eliminated,
        source=stage.source,
        transferred=numbers(stage.transferred),
        exhausted=written(stage.exhausted),
        rounding=written(stage.rounding),
        lot=lot,
    )
